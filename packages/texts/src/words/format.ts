import { type EventStart, HOUR_MS, type Instant, type Language, type Money } from '@miomente/booking-domain';
import { LANGUAGE_WORDS } from '../languages/index.ts';
import { notationOf } from './notation.ts';

/** The language and time zone that dates are written in. */
export interface LanguageAndZone {
  readonly language: Language;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

const notation = ({ language, timeZone }: LanguageAndZone): ReturnType<typeof notationOf> =>
  notationOf(language, timeZone);

/** "Sa., 25.01.2025", "Sat, 25 Jan 2025". */
export function formatDate(instant: Instant, settings: LanguageAndZone): string {
  return notation(settings).date(instant);
}

/** "18:00 Uhr", "18:00". */
export function formatTime(instant: Instant, settings: LanguageAndZone): string {
  return notation(settings).time(instant);
}

/** "Sa., 25.01.2025 18:00 Uhr", "Sat, 25 Jan 2025 18:00". */
export function formatDateTime(instant: Instant, settings: LanguageAndZone): string {
  return notation(settings).dateTime(instant);
}

/** "Sa., 25.01.2025 18:00 Uhr"; "Sa., 25.01.2025" when only the day is known. */
export function formatEvent(start: EventStart, settings: LanguageAndZone): string {
  return notation(settings).event(start);
}

/** "158,00 €", "€158.00", with plain spaces: people search mails with the characters they can type. */
export function formatPrice(money: Money, language: Language): string {
  return notationOf(language, 'UTC')
    .price(money)
    .replace(/[\u00a0\u202f]/g, ' ');
}

/** "1 Person", "2 Personen". */
export function formatPeople(count: number, language: Language): string {
  return LANGUAGE_WORDS[language].terms.people(count);
}

/** The whole hours that have passed, written after "seit" or "for": "48 Stunden". */
export function formatHours(from: Instant, to: Instant, language: Language): string {
  return LANGUAGE_WORDS[language].terms.elapsed(Math.floor((to - from) / HOUR_MS));
}
