import type { Language } from '@miomente/booking-domain';

/** Instead of a date that an order does not name. */
export const UNKNOWN_DATE: Readonly<Record<Language, string>> = { de: 'noch offen', en: 'still open' };
