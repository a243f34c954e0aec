import { PORTS, type PortIdentifier } from '@miomente/booking-domain';
import { ContainerModule } from 'inversify';
import { HmacTokenMint, type TokenSecrets } from './hmac-token-mint.ts';
import { mathRandom } from './math-random.ts';
import { systemClock } from './system-clock.ts';
import { systemTimer } from './system-timer.ts';

/** Binds clock, random source, timer and token mint. */
export function nodeModule(tokenSecrets: TokenSecrets): ContainerModule {
  return new ContainerModule(({ bind }) => {
    // The container's own types would accept any value for any identifier.
    const value = <Port>(identifier: PortIdentifier<Port>, port: NoInfer<Port>): void => {
      bind<Port>(identifier).toConstantValue(port);
    };
    value(PORTS.clock, systemClock);
    value(PORTS.random, mathRandom);
    value(PORTS.timer, systemTimer);
    value(PORTS.tokens, new HmacTokenMint(tokenSecrets));
  });
}
