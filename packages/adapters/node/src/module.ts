import { PORTS, type PortIdentifier } from '@miomente/booking-domain';
import { ContainerModule } from 'inversify';
import { HmacTokenMint, type TokenSecrets } from './hmac-token-mint.ts';
import { randomChance } from './random-chance.ts';
import { systemClock } from './system-clock.ts';
import { timerPause } from './timer-pause.ts';

/** Binds clock, chance, pause and token mint. */
export function nodeModule(tokenSecrets: TokenSecrets): ContainerModule {
  return new ContainerModule(({ bind }) => {
    // The container's own typing would take any value under any identifier.
    const value = <Port>(identifier: PortIdentifier<Port>, port: NoInfer<Port>): void => {
      bind<Port>(identifier).toConstantValue(port);
    };
    value(PORTS.clock, systemClock);
    value(PORTS.chance, randomChance);
    value(PORTS.pause, timerPause);
    value(PORTS.tokens, new HmacTokenMint(tokenSecrets));
  });
}
