import type { Chance } from '@miomente/booking-domain';

/** Chance as the JavaScript engine throws it. */
export const randomChance: Chance = { next: () => Math.random() };
