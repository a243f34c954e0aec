import { type CalendarEntry, type CalendarRevision, calendarFrom } from '../calendar/calendar.ts';
import type { Partner } from '../partner/partner.ts';
import type { CalendarFeeds } from '../ports/calendar-feeds.ts';
import type { Clock } from '../ports/clock.ts';
import type { Partners } from '../ports/partners.ts';
import { type PartnerScope, partnerScope, systemScope } from '../ports/scope.ts';
import type { TokenMint } from '../ports/token-mint.ts';

const SCOPE = systemScope('opening a calendar by its address');

/** What {@link makeOpenCalendar} needs. */
export interface CalendarDeps {
  readonly calendarFeeds: CalendarFeeds;
  readonly partners: Partners;
  readonly tokens: TokenMint;
  readonly clock: Clock;
}

/** A partner's calendar; what it shows is read only when it is asked for. */
export interface OpenedCalendar {
  readonly partner: Partner;
  /** Another one whenever the entries are. */
  readonly version: string;
  /** Which of the partner's calendars it is. @param shown names what is about to be shown */
  revision(shown: string): Promise<CalendarRevision>;
  /** Its entries, as they are when asked for. */
  entries(): Promise<readonly CalendarEntry[]>;
}

/** See {@link makeOpenCalendar}. */
export type OpenCalendar = (token: string) => Promise<OpenedCalendar | undefined>;

/** @returns the calendar of an address; undefined for one that was replaced or never made, or of an inactive partner */
export function makeOpenCalendar({ calendarFeeds, partners, tokens, clock }: CalendarDeps): OpenCalendar {
  return async (token) => {
    const customerNumber = await calendarFeeds.ownerOf(SCOPE, tokens.digest(token));
    const partner = customerNumber === undefined ? undefined : await partners.find(customerNumber);
    if (partner === undefined || !partner.active) return undefined;
    const scope = partnerScope(partner.customerNumber);
    const from = calendarFrom(clock.now());
    const version = `${from}-${await calendarFeeds.version(scope, from)}`;
    return {
      partner,
      version,
      revision: (shown) => calendarFeeds.revision(scope, shown, clock.now()),
      entries: () => calendarFeeds.entries(scope, from),
    };
  };
}

/** See {@link makeReplaceCalendarAddress}. */
export type ReplaceCalendarAddress = (scope: PartnerScope) => Promise<string>;

/** Makes a new address of the partner's calendar. @returns its token, which is kept nowhere */
export function makeReplaceCalendarAddress({
  calendarFeeds,
  tokens,
  clock,
}: Omit<CalendarDeps, 'partners'>): ReplaceCalendarAddress {
  return async (scope) => {
    const minted = tokens.mint('calendar');
    const token = tokens.reveal('calendar', minted);
    if (token === undefined) throw new Error('A token that was minted just now can’t be revealed.');
    await calendarFeeds.replace(scope, minted.digest, clock.now());
    return token;
  };
}
