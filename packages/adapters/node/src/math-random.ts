import type { Random } from '@miomente/booking-domain';

/** `Math.random`. It is not secure; use it for jitter only. */
export const mathRandom: Random = { next: () => Math.random() };
