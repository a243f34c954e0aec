import type { Clock } from '@miomente/booking-domain';

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };
