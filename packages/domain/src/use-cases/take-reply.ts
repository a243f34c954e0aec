import { type BookingId, isOpen, type Stored } from '../booking/booking.ts';
import { decide } from '../booking/decide/decide.ts';
import { refusesReply } from '../booking/decide/reply.ts';
import type { BookingChange } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Partners } from '../ports/partners.ts';
import type { Replies } from '../ports/replies.ts';
import type { ReplyAddress, ReplyAddresses } from '../ports/reply-addresses.ts';
import { systemScope } from '../ports/scope.ts';
import { type ChangeDeps, updateOf } from './change-booking.ts';
import { findCurrent } from './find-current.ts';
import { STALE, untilWritten } from './until-written.ts';
/** A mail that somebody sent to one of our addresses, as far as it matters here. */
export interface InboundMail {
  /** The same for every copy of the mail, and without anything of it: a digest. */
  readonly key: string;
  /** Every address it was sent to. */
  readonly recipients: readonly string[];
  /** The one author whom it names; null when it names none, or several. */
  readonly author: string | null;
  /**
   * Who wrote it, by what its headers say.
   * - `person`: nothing speaks against a person
   * - `automatic`: a program: out of office, a list, a read receipt
   * - `calendar`: a calendar’s answer to an invitation
   * - `bounce`: a mail server, about a mail of ours
   * - `loop`: it comes from our own addresses
   * - `forged`: a person, but the author it names did not send it
   */
  readonly origin: 'person' | 'automatic' | 'calendar' | 'bounce' | 'loop' | 'forged';
  /** What its author wrote, without quotation and signature; empty when nothing else is in it. */
  readonly text: string;
}

/**
 * What became of a mail (replies#verdicts).
 * - `taken`: it is a note now
 * - `repeated`: it was one already
 * - `automatic`, `calendar`, `bounce`, `loop`, `forged`: see {@link InboundMail}
 * - `unknown_address`: it was sent to none of our addresses
 * - `old_address`: to one whose links belong to no booking any more
 * - `stranger`: its author is not the booking's partner
 * - `erased`, `historic`: about a booking for which nothing is recorded
 */
export type ReplyVerdict =
  | 'taken'
  | 'repeated'
  | Exclude<InboundMail['origin'], 'person'>
  | 'unknown_address'
  | 'old_address'
  | 'stranger'
  | 'erased'
  | 'historic';

/** The maximum length of what is kept of a mail, in characters. */
export const MAX_REPLY_LENGTH = 4_000;

/** What {@link makeTakeReply} needs. */
export interface TakeReplyDeps extends ChangeDeps {
  readonly deliveries: Pick<Deliveries, 'findByMessageId'>;
  readonly partners: Pick<Partners, 'isAddressOf'>;
  readonly replies: Pick<Replies, 'isKept'>;
  readonly replyAddresses: Pick<ReplyAddresses, 'read'>;
  readonly clock: Clock;
}

/** See {@link makeTakeReply}. */
export type TakeReply = (mail: InboundMail) => Promise<ReplyVerdict>;

const SCOPE = systemScope('what partners answer to mails');
/** Far more than a person writes to at once. */
const MAX_RECIPIENTS = 50;

/**
 * Takes what a partner answered to a mail (replies#note): text, event, flag and the notes on tickets of all bookings that
 * it is about commit in one transaction. It answers no booking. Everything else changes nothing. A repeated mail is
 * kept once, however often and by however many it is handed in.
 * @returns what became of the mail
 */
export function makeTakeReply(deps: TakeReplyDeps): TakeReply {
  return async (mail) => {
    if (mail.origin !== 'person') return mail.origin;
    return untilWritten(async () => {
      const { bookings, verdict } = await bookingsOf(deps, mail);
      if (verdict !== null) return verdict;
      // Read after the bookings, so that a copy kept in between makes our write stale.
      if (await deps.replies.isKept(SCOPE, mail.key)) return 'repeated';
      const changes = bookings.flatMap((booking) => changeBy(deps, booking, mail));
      return (await deps.bookings.commitAll(changes)).type === 'committed' ? 'taken' : STALE;
    }, 'The booking is being changed by many at once; the mail is taken in a moment.');
  };
}

type Addressed =
  | { readonly bookings: readonly Stored[]; readonly verdict: null }
  | { readonly bookings: readonly Stored[]; readonly verdict: ReplyVerdict };

/** The bookings that a mail is about, or why it is about none. */
async function bookingsOf(deps: TakeReplyDeps, { recipients, author }: InboundMail): Promise<Addressed> {
  const addresses = recipients.slice(0, MAX_RECIPIENTS).flatMap((one) => deps.replyAddresses.read(one) ?? []);
  if (addresses.length === 0) return nothing('unknown_address');
  const found = new Map<BookingId, Stored>();
  for (const address of addresses)
    for (const booking of await bookingsAt(deps, address)) found.set(booking.id, booking);
  const theirs: Stored[] = [];
  for (const booking of found.values())
    if (author !== null && (await deps.partners.isAddressOf(booking.customerNumber, author))) theirs.push(booking);
  if (found.size === 0) return nothing('old_address');
  if (theirs.length === 0) return nothing('stranger');
  const open = theirs.filter((booking) => refusesReply(booking) === null);
  if (open.length > 0) return { bookings: open, verdict: null };
  const [first] = theirs;
  return nothing((first && refusesReply(first)) ?? 'old_address');
}

const nothing = (verdict: ReplyVerdict): Addressed => ({ bookings: [], verdict });

/**
 * The bookings that an address stands for now. Of a mail about several, those that can still be answered; when there is
 * none any more, all of them.
 */
async function bookingsAt(deps: TakeReplyDeps, address: ReplyAddress): Promise<readonly Stored[]> {
  if (address.type === 'booking') {
    const booking = await findCurrent(deps.bookings, SCOPE, address.bookingId);
    return booking !== undefined && address.isOf(booking.token) ? [booking] : [];
  }
  const mails = await deps.deliveries.findByMessageId(SCOPE, address.messageId);
  const all: Stored[] = [];
  for (const { bookingId } of mails) {
    const booking = await findCurrent(deps.bookings, SCOPE, bookingId);
    if (booking !== undefined) all.push(booking);
  }
  const open = all.filter((booking) => isOpen(booking, deps.clock.now()));
  return open.length > 0 ? open : all;
}

function changeBy(deps: TakeReplyDeps, booking: Stored, { key, text }: InboundMail): readonly BookingChange[] {
  const at = deps.clock.now();
  const decision = decide(deps.policy, booking, { type: 'take_reply', at });
  if (!decision.ok || decision.value.length === 0) return [];
  const reply = { mailKey: key, at, text: text.slice(0, MAX_REPLY_LENGTH) };
  return [{ ...updateOf(deps.policy, booking, decision.value), reply }];
}
