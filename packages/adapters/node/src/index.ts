export { type EventWebhookOptions, eventWebhook } from './event-webhook.ts';
export { germanHolidays } from './german-holidays.ts';
export { HmacReplyAddresses } from './hmac-reply-addresses.ts';
export { HmacTokenMint, type TokenSecrets } from './hmac-token-mint.ts';
export { mathRandom } from './math-random.ts';
export { nodeModule } from './module.ts';
export { isPrivateAddress } from './private-addresses.ts';
export { systemClock } from './system-clock.ts';
export { systemTimer } from './system-timer.ts';
