/** The parts of a date and time as a language writes them. */
export type Fields = Readonly<Record<string, string>>;

/** How a language writes dates, times and numbers. */
export interface Pattern {
  /** What the language calls itself. */
  readonly name: string;
  /** A BCP 47 tag. */
  readonly locale: string;
  readonly month: 'short' | '2-digit';
  readonly dayOfMonth: 'numeric' | '2-digit';
  // Put together from parts: the punctuation between them differs from one version of the locale data to the next.
  /** With what follows it before a time: "Do.,", "Thu". */
  readonly weekday: (f: Fields) => string;
  readonly date: (f: Fields) => string;
  readonly dayAndDate: (f: Fields) => string;
  readonly shortDate: (f: Fields) => string;
  /** Stands behind a time of day. */
  readonly clock: string;
  /** An hour, shortened. */
  readonly hour: string;
  /** What spreadsheets in this language expect between the fields of a file. */
  readonly csvDelimiter: ',' | ';';
}
