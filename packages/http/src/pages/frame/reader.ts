import type { Instant, Language, Waiting } from '@miomente/booking-domain';
import type { Notation, PageWords } from '@miomente/booking-texts';

/** Who is logged in, as far as the frame of a page shows it. */
export type Visitor =
  | { readonly role: 'partner'; readonly name: string; readonly open: number }
  | { readonly role: 'manager'; readonly address: string; readonly waiting: Waiting };

/** For whom a page is written, and in which words. */
export interface Reader {
  readonly language: Language;
  readonly words: PageWords;
  readonly notation: Notation;
  readonly now: Instant;
  /** Null before login. */
  readonly visitor: Visitor | null;
  /** The page's own path and query, without the choice of language. */
  readonly here: string;
  readonly supportEmail: string;
  /** Where partners keep their course dates; null when there is no such place. */
  readonly datesUrl: string | null;
  /** Whether this is the embedded sample shop, which has pages of its own. */
  readonly sample: boolean;
}
