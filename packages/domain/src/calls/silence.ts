import type { Booking } from '../booking/booking.ts';
import type { AskingMailKind } from '../booking/mail-kind.ts';
import type { MailOutcome } from '../booking/mail-outcome.ts';
import { type Partner, type UnreachableReason, unreachableReason } from '../partner/partner.ts';
import { type DurationMs, type Instant, MINUTE_MS } from '../time/instant.ts';
import { type KeptVisit, visitorOf } from '../token/kept-visit.ts';
import { OTHER_LINK_WITHIN_MS } from '../token/press.ts';
import { unreachable } from '../unreachable.ts';

/**
 * Why nobody has answered (calls#silence). Whether a mail was opened is never known.
 * - `not_delivered`: no mail has arrived
 * - `delivered_not_visited`: the mail was taken over, and nobody followed its links
 * - `machine_only`: only programs followed them
 * - `visited_not_answered`: a person was there
 * - `wrote`: the partner wrote something that is no answer yet
 */
export type SilenceState =
  | 'not_delivered'
  | 'delivered_not_visited'
  | 'machine_only'
  | 'visited_not_answered'
  | 'wrote';
/** Every {@link SilenceState}, the one that says most about a partner first. */
export const SILENCE_STATES: readonly SilenceState[] = [
  'wrote',
  'visited_not_answered',
  'not_delivered',
  'machine_only',
  'delivered_not_visited',
];

/** Why no mail has arrived: what the provider reported, what we did, or why there is nobody to write to. */
export type NotDeliveredReason =
  | Extract<MailOutcome, 'bounced' | 'dropped' | 'blocked' | 'deferred'>
  /** We gave it up. */
  | 'failed'
  /** It is still on its way to the provider. */
  | 'not_sent_yet'
  /** None was sent. */
  | 'not_asked'
  | UnreachableReason;

/** Why nobody has answered, and since when. */
export interface Silence {
  readonly state: SilenceState;
  /** Set with `not_delivered` alone. */
  readonly reason: NotDeliveredReason | null;
  /** When it came to that: of the report, the last visit, the mail, or what was written. */
  readonly at: Instant | null;
}

/** A mail that asks for an answer, as far as it matters here. */
export interface AskingMail {
  readonly mail: AskingMailKind;
  /** The clock it was queued for. */
  readonly about: Instant;
  readonly state: 'queued' | 'done' | 'skipped' | 'dead';
  readonly finishedAt: Instant | null;
  /** When it may have been taken over without our knowing. */
  readonly unsureAt: Instant | null;
}

/** What is known of how a booking's mails fared; what an edit replaced counts for its successor. */
export interface ContactFacts {
  /** In the order they were queued. */
  readonly mails: readonly AskingMail[];
  /** Of mails to the present address, in no particular order. */
  readonly reports: readonly { readonly outcome: MailOutcome; readonly at: Instant }[];
  readonly visits: readonly KeptVisit[];
  /** When the partner last wrote in answer to a mail. */
  readonly wroteAt: Instant | null;
}

/** Nothing is known. */
export const NO_FACTS: ContactFacts = { mails: [], reports: [], visits: [], wroteAt: null };

/** Providers tell the second of their own clock, so that a report may seem older than its mail. */
const CLOCKS_APART_MS: DurationMs = MINUTE_MS;

/**
 * Why nobody has answered a pending booking, from what happened since the partner was last asked anew.
 * @param quietMs `LINK_QUIET_SECONDS`: who comes sooner after the mail may be a program
 */
export function silenceOf(
  booking: Pick<Booking, 'clockStartedAt' | 'asking'>,
  facts: ContactFacts,
  { partner, quietMs }: { readonly partner: Partner | undefined; readonly quietMs: DurationMs },
): Silence {
  const { clockStartedAt } = booking;
  if (facts.wroteAt !== null && facts.wroteAt >= clockStartedAt) return state('wrote', facts.wroteAt);
  const visits = facts.visits.filter(({ lastAt }) => lastAt >= clockStartedAt);
  const persons = visits.filter((visit) => isPersonal(visit, visits, quietMs));
  const seenAt = latest(persons.map(({ lastAt }) => lastAt));
  if (seenAt !== null) return state('visited_not_answered', seenAt);
  const mails = facts.mails.filter(({ about, state: sent }) => about === clockStartedAt && sent !== 'skipped');
  // Who took an answer back was there, and is asked by no mail before the reminder.
  if (mails.length === 0 && booking.asking.sentAt === clockStartedAt)
    return state('visited_not_answered', clockStartedAt);
  const failure = notDelivered(mails, facts, { clockStartedAt, partner });
  if (failure !== null) return failure;
  const lastVisit = latest(visits.map(({ lastAt }) => lastAt));
  return lastVisit === null ? state('delivered_not_visited', handedOver(mails)) : state('machine_only', lastVisit);
}

/** What says most about the partner of several bookings: a visit to one of them, say, is a sign of life for all. */
export function silenceOfAll(silences: readonly Silence[]): Silence | null {
  for (const wanted of SILENCE_STATES) {
    const found = silences.filter((silence) => silence.state === wanted);
    const newest = found.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
    if (newest !== undefined) return newest;
  }
  return null;
}

const state = (of: Exclude<SilenceState, 'not_delivered'>, at: Instant | null): Silence => ({
  state: of,
  reason: null,
  at,
});

/**
 * Whether a person may be behind a visit: known here, or a browser that came later than programs do. Both links of a mail
 * within seconds are a program's.
 */
function isPersonal(visit: KeptVisit, all: readonly KeptVisit[], quietMs: DurationMs): boolean {
  if (visit.signs.includes('known')) return visit.kind !== 'probe';
  if (visitorOf(visit) === 'person') return true;
  if (visitorOf(visit) === 'program' || followsBoth(visit, all)) return false;
  switch (visit.kind) {
    case 'click':
    case 'press':
      // Without a known mail it is later than any.
      return visit.sinceMailMs === null || visit.sinceMailMs >= quietMs;
    case 'opened':
    case 'opened_ahead':
    case 'probe':
      return false;
    default:
      return unreachable(visit.kind);
  }
}

function followsBoth({ link, firstAt, lastAt }: KeptVisit, all: readonly KeptVisit[]): boolean {
  if (link !== 'confirm' && link !== 'decline') return false;
  const other = link === 'confirm' ? 'decline' : 'confirm';
  return all.some(
    (visit) =>
      visit.link === other &&
      visit.firstAt <= lastAt + OTHER_LINK_WITHIN_MS &&
      visit.lastAt >= firstAt - OTHER_LINK_WITHIN_MS,
  );
}

function notDelivered(
  mails: readonly AskingMail[],
  { reports }: ContactFacts,
  { clockStartedAt, partner }: { readonly clockStartedAt: Instant; readonly partner: Partner | undefined },
): Silence | null {
  const failed = (reason: NotDeliveredReason, at: Instant | null): Silence => ({ state: 'not_delivered', reason, at });
  const newest = reports
    .filter(({ at }) => at >= clockStartedAt - CLOCKS_APART_MS)
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
  const reason = newest === undefined ? null : failureOf(newest.outcome);
  if (newest !== undefined && reason !== null) return failed(reason, newest.at);
  const blocked = unreachableReason(partner);
  const handedOverAt = handedOver(mails);
  if (handedOverAt === null) {
    const dead = mails.findLast((mail) => mail.state === 'dead');
    if (blocked !== null) return failed(blocked, partner?.addressMark?.at ?? null);
    if (dead !== undefined) return failed('failed', dead.finishedAt);
    return failed(mails.length === 0 ? 'not_asked' : 'not_sent_yet', null);
  }
  // Another booking's mail bounced at the same address, later than anything of this one arrived there.
  const mark = blocked === 'address_bounced' ? (partner?.addressMark?.at ?? null) : null;
  return mark !== null && mark >= (newest?.at ?? handedOverAt) ? failed('address_bounced', mark) : null;
}

function failureOf(outcome: MailOutcome): NotDeliveredReason | null {
  return outcome === 'delivered' || outcome === 'spam_reported' ? null : outcome;
}

/** When a mail was last taken over by the provider, or may have been. */
function handedOver(mails: readonly AskingMail[]): Instant | null {
  return latest(
    mails.flatMap(({ state: sent, finishedAt, unsureAt }) => [sent === 'done' ? finishedAt : null, unsureAt]),
  );
}

function latest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.max(...known);
}
