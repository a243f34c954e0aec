export { HmacTokenMint, type TokenSecrets } from './hmac-token-mint.ts';
export { nodeModule } from './module.ts';
export { randomChance } from './random-chance.ts';
export { systemClock } from './system-clock.ts';
export { timerPause } from './timer-pause.ts';
