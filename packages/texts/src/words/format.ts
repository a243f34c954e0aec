import {
  type EventStart,
  earliestStart,
  formatTenThousandths,
  HOUR_MS,
  type Instant,
  isDay,
  type Language,
  type Money,
} from '@miomente/booking-domain';

const LOCALES: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-GB' };
const MONTHS: Readonly<Record<Language, 'short' | '2-digit'>> = { de: '2-digit', en: 'short' };
const DAYS: Readonly<Record<Language, 'numeric' | '2-digit'>> = { de: '2-digit', en: 'numeric' };

/** Dates and times in a language and a time zone. */
export interface Notation {
  readonly language: Language;
  /** An IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(instant: Instant, { language, timeZone }: Notation): Readonly<Record<string, string>> {
  const key = `${language} ${timeZone}`;
  const formatter =
    formatters.get(key) ??
    new Intl.DateTimeFormat(LOCALES[language], {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      day: DAYS[language],
      month: MONTHS[language],
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
  formatters.set(key, formatter);
  return Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
}

type Fields = Readonly<Record<string, string>>;

// Put together from parts: the punctuation between them differs from one version of the locale data to the next.
const DATE: Readonly<Record<Language, (fields: Fields) => string>> = {
  de: (f) => `${f['weekday']?.replace('.', '')}., ${f['day']}.${f['month']}.${f['year']}`,
  en: (f) => `${f['weekday']}, ${f['day']} ${f['month']} ${f['year']}`,
};

const TIME: Readonly<Record<Language, (fields: Fields) => string>> = {
  de: (f) => `${f['hour']}:${f['minute']} Uhr`,
  en: (f) => `${f['hour']}:${f['minute']}`,
};

/** "Sa., 25.01.2025", "Sat, 25 Jan 2025". */
export function formatDate(instant: Instant, notation: Notation): string {
  return DATE[notation.language](parts(instant, notation));
}

/** "18:00 Uhr", "18:00". */
export function formatTime(instant: Instant, notation: Notation): string {
  return TIME[notation.language](parts(instant, notation));
}

/** "Sa., 25.01.2025 18:00 Uhr", "Sat, 25 Jan 2025 18:00". */
export function formatDateTime(instant: Instant, notation: Notation): string {
  return `${formatDate(instant, notation)} ${formatTime(instant, notation)}`;
}

/** "Sa., 25.01.2025 18:00 Uhr"; "Sa., 25.01.2025" when only the day is known. */
export function formatEvent(start: EventStart, notation: Notation): string {
  return isDay(start) ? formatDate(earliestStart(start), notation) : formatDateTime(start, notation);
}

/** "158,00 €", "€158.00", with the currency's own decimals; an unknown code is written out. */
export function formatPrice({ tenThousandths, currency }: Money, language: Language): string {
  const amount = formatTenThousandths(tenThousandths) as `${number}`;
  try {
    return plainSpaces(new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency }).format(amount));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const plain = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return `${plain.format(amount)} ${currency}`.trim();
  }
}

/** Mails are searched and compared by what people type. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

const PEOPLE: Readonly<Record<Language, readonly [one: string, many: string]>> = {
  de: ['Person', 'Personen'],
  en: ['person', 'people'],
};

/** "1 Person", "2 Personen". */
export function formatPeople(count: number, language: Language): string {
  return `${count} ${PEOPLE[language][count === 1 ? 0 : 1]}`;
}

const HOURS: Readonly<Record<Language, { readonly under: string; readonly one: string; readonly many: string }>> = {
  de: { under: 'weniger als einer Stunde', one: '1 Stunde', many: 'Stunden' },
  en: { under: 'less than an hour', one: '1 hour', many: 'hours' },
};

/** How long something has lasted, in whole hours that have passed: "48 Stunden", to follow "seit" or "for". */
export function formatHours(from: Instant, to: Instant, language: Language): string {
  const hours = Math.floor((to - from) / HOUR_MS);
  const words = HOURS[language];
  if (hours < 1) return words.under;
  return hours === 1 ? words.one : `${hours} ${words.many}`;
}
