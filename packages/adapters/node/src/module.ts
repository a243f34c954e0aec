import { PORTS } from '@miomente/booking-domain';
import { ContainerModule } from 'inversify';
import { HmacTokenMint, type TokenSecrets } from './hmac-token-mint.ts';
import { randomChance } from './random-chance.ts';
import { systemClock } from './system-clock.ts';
import { timerPause } from './timer-pause.ts';

/** Binds clock, chance, pause and token mint. */
export function nodeModule(tokenSecrets: TokenSecrets): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(PORTS.clock).toConstantValue(systemClock);
    bind(PORTS.chance).toConstantValue(randomChance);
    bind(PORTS.pause).toConstantValue(timerPause);
    bind(PORTS.tokenMint).toConstantValue(new HmacTokenMint(tokenSecrets));
  });
}
