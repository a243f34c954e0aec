import type { CalendarEntry, CalendarRevision } from '../calendar/calendar.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { PartnerScope, SystemScope } from './scope.ts';

/** The secret addresses of partners' calendars, of which only a digest is kept, and what the calendars show. */
export interface CalendarFeeds {
  /** When the partner's address was made; undefined when there is none. */
  madeAt(scope: PartnerScope): Promise<Instant | undefined>;
  /** Keeps the digest of a new address. Once this resolves, the one before opens nothing. */
  replace(scope: PartnerScope, digest: string, at: Instant): Promise<void>;
  /** Whose address has this digest; it can't be guessed, so it proves the right to the calendar. */
  ownerOf(scope: SystemScope, digest: string): Promise<CustomerNumber | undefined>;
  /**
   * A text that is another one whenever {@link entries} has changed. Reads no more than the partner's index.
   * @param from what ended by then is left out
   */
  version(scope: PartnerScope, from: Instant): Promise<string>;
  /**
   * Which of the partner's calendars this is. The calendar shown last keeps its number and time; any other one gets the
   * next number and, never earlier than the one before, `at`. So neither ever falls, also when the address is replaced.
   * Nothing is kept for a partner without an address.
   * @param shown names a calendar's content
   */
  revision(scope: PartnerScope, shown: string, at: Instant): Promise<CalendarRevision>;
  /** As `calendarEntriesOf` gives them. */
  entries(scope: PartnerScope, from: Instant): Promise<readonly CalendarEntry[]>;
}
