import type { Random } from '@miomente/booking-domain';

/** Random as the JavaScript engine throws it. */
export const mathRandom: Random = { next: () => Math.random() };
