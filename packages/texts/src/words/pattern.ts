/** The parts of a date and time, in the spelling of one language. */
export type Fields = Readonly<Record<string, string>>;

/** How a language writes dates, times and numbers. */
export interface Pattern {
  /** The language's own name. */
  readonly name: string;
  /** A BCP 47 tag. */
  readonly locale: string;
  readonly month: 'short' | '2-digit';
  readonly dayOfMonth: 'numeric' | '2-digit';
  // Composed from parts, because the punctuation differs between versions of the locale data.
  /** The weekday as written before a time: "Do.,", "Thu". */
  readonly weekday: (f: Fields) => string;
  readonly date: (f: Fields) => string;
  readonly dayAndDate: (f: Fields) => string;
  readonly shortDate: (f: Fields) => string;
  /** Weekday and day without the year. */
  readonly dayOfYear: (f: Fields) => string;
  /** Written after a time of day. */
  readonly clock: string;
  /** The abbreviation of "hour". */
  readonly hour: string;
  /** The separator that spreadsheets in this language expect between the fields of a CSV file. */
  readonly csvDelimiter: ',' | ';';
}
