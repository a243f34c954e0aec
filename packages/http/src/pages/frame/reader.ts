import type { Instant, Language, Waiting } from '@miomente/booking-domain';
import type { Notation, PageWords } from '@miomente/booking-texts';
import type { MoreMenu } from './menu.ts';

/** Who is logged in, for the frame of a page. */
export type Visitor =
  | { readonly role: 'partner'; readonly name: string; readonly open: number }
  | { readonly role: 'manager'; readonly address: string; readonly waiting: Waiting };

/** The reader of a page: person, language, texts. */
export interface Reader {
  readonly language: Language;
  readonly words: PageWords;
  readonly notation: Notation;
  readonly now: Instant;
  /** Null before login. */
  readonly visitor: Visitor | null;
  /** The page's own path and query, without the language. */
  readonly here: string;
  readonly supportEmail: string;
  /** The page where partners manage their course dates; null when there is none. */
  readonly datesUrl: string | null;
  /** The address of a ticket, for the office; null where it is not known, and for everybody else. */
  readonly ticketHref: ((ticketId: string) => string) | null;
  /** The try-out's menu; null in production, which has no such pages. */
  readonly sample: MoreMenu | null;
}
