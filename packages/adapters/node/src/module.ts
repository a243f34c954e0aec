import { PORTS, type PortIdentifier } from '@miomente/booking-domain';
import { ContainerModule } from 'inversify';
import { HmacReplyAddresses } from './hmac-reply-addresses.ts';
import { HmacTokenMint, type TokenSecrets } from './hmac-token-mint.ts';
import { mathRandom } from './math-random.ts';
import { systemClock } from './system-clock.ts';
import { systemTimer } from './system-timer.ts';

/**
 * Binds clock, random source, timer, token mint and the addresses for answers to mails.
 * @param options `inboundMailDomain`: where answers are taken; null or absent for nowhere
 */
export function nodeModule(
  tokenSecrets: TokenSecrets,
  { inboundMailDomain = null }: { readonly inboundMailDomain?: string | null } = {},
): ContainerModule {
  return new ContainerModule(({ bind }) => {
    // The container's own types would accept any value for any identifier.
    const value = <Port>(identifier: PortIdentifier<Port>, port: NoInfer<Port>): void => {
      bind<Port>(identifier).toConstantValue(port);
    };
    value(PORTS.clock, systemClock);
    value(PORTS.random, mathRandom);
    value(PORTS.timer, systemTimer);
    value(PORTS.tokens, new HmacTokenMint(tokenSecrets));
    value(PORTS.replyAddresses, new HmacReplyAddresses(tokenSecrets, inboundMailDomain));
  });
}
