import type { Clock } from '@miomente/booking-domain';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
