import type { Booking } from '../booking/booking.ts';
import { askingStep, asks } from '../booking/mail-kind.ts';
import type { SendMail } from '../booking/message.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { type Partner, unreachableReason } from '../partner/partner.ts';
import type { BookingMail } from '../ports/deliveries.ts';
import { comesTooLate, dueReminders, earliestReminders } from '../reminder/schedule.ts';
import { earliestStart, eventOf, eventStarted } from '../time/event-start.ts';
import { type DurationMs, type Instant, MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { afterQuiet } from '../time/quiet-time.ts';
import { unreachable } from '../unreachable.ts';

/** The decision about a queued mail whose turn has come. */
export type MailDecision =
  | { readonly type: 'send' }
  | { readonly type: 'wait'; readonly afterMs: DurationMs; readonly reason: string }
  | { readonly type: 'skip'; readonly reason: string };

/** What the decision about a mail depends on. */
export interface MailFacts {
  readonly policy: BookingPolicy;
  readonly booking: Booking;
  readonly partner: Partner | undefined;
  /** Every mail about the booking and those it replaced, including this one, in the order they were queued. */
  readonly mails: readonly BookingMail[];
  /** Whether the partner had confirmed the booking or one that it replaced. */
  readonly confirmedBefore: boolean;
  readonly now: Instant;
}

/**
 * The partner is then asked about the booking that replaces this one, with the same link (booking#order-being-changed).
 */
const WAIT_FOR_CHANGED_ORDER: MailDecision = {
  type: 'wait',
  afterMs: 10 * MINUTE_MS,
  reason: 'waits for the order to be changed',
};

const SEND: MailDecision = { type: 'send' };
const skip = (reason: string): MailDecision => ({ type: 'skip', reason });
/** The shortest and longest time before a mail checks again whether the one before it has left. */
const SOONEST_LOOK_MS: DurationMs = 5 * SECOND_MS;
const LATEST_LOOK_MS: DurationMs = 5 * MINUTE_MS;

/**
 * Decides whether a queued mail is still wanted, from the booking as it is now (delivery#read-again), and whether it is
 * its turn. Mails of one booking leave in the order they were queued, so a mail waits for earlier ones that are still
 * wanted (delivery#mails-in-order).
 * @param mail the queued one, which is among the facts' mails
 */
export function decideMail(mail: BookingMail, facts: MailFacts): MailDecision {
  const decision = judge(mail, facts);
  if (decision.type !== 'send') return decision;
  const before = facts.mails
    .filter((other) => other.id < mail.id && other.state === 'queued')
    .map((other) => judge(other, facts));
  if (before.some(({ type }) => type === 'send')) return waitForOthers(mail);
  return before.find(waitsForMorning) ?? SEND;
}

const FOR_MORNING = 'waits for the morning';

function waitsForMorning(decision: MailDecision): boolean {
  return decision.type === 'wait' && decision.reason === FOR_MORNING;
}

/** A reminder or a receipt keeps quiet at night, unless the event is near (reminders#quiet-hours). */
function quietly(decision: MailDecision, { policy, booking, now }: MailFacts): MailDecision {
  if (decision.type !== 'send') return decision;
  const morning = afterQuiet(policy.quietTime, now, earliestStart(eventOf(booking)));
  return morning > now ? { type: 'wait', afterMs: morning - now, reason: FOR_MORNING } : decision;
}

/** The longer it has waited, the less often it checks. */
function waitForOthers({ waitedMs }: BookingMail): MailDecision {
  const afterMs = Math.ceil(Math.min(LATEST_LOOK_MS, Math.max(SOONEST_LOOK_MS, waitedMs / 2)));
  return { type: 'wait', afterMs, reason: 'waits for an earlier mail' };
}

/** Whether a mail is wanted, regardless of other mails. */
function judge(mail: BookingMail, facts: MailFacts): MailDecision {
  const { booking } = facts;
  const { message } = mail;
  const blocked = unreachableReason(facts.partner);
  if (blocked !== null) return skip(blocked);
  if (booking.hold === 'being_changed' && askingStep(message.mail) === 0) return WAIT_FOR_CHANGED_ORDER;
  switch (message.mail) {
    case 'confirmation_request':
      return judgeRequest(mail, facts);
    case 'look_again':
    case 'confirm_again':
      return judgeAskedAnew(mail, facts);
    case 'first_reminder':
    case 'second_reminder':
      return quietly(judgeReminder(message, facts), facts);
    case 'details_changed':
      return judgeChange(mail, facts);
    case 'receipt':
      if (booking.status !== 'confirmed' || booking.answer.at !== message.about) return skip('answer_changed');
      return quietly(SEND, facts);
    case 'decline_confirmation': {
      if (booking.status !== 'declined' || booking.answer.at !== message.about) return skip('answer_changed');
      const leftMs = (message.afterMs ?? 0) - mail.waitedMs;
      return booking.ticket?.id == null && leftMs > 0
        ? { type: 'wait', afterMs: leftMs, reason: 'waits for the ticket' }
        : quietly(SEND, facts);
    }
    case 'cancellation_notice':
      if (booking.status !== 'cancelled') return skip('not_cancelled');
      return wasTold(facts) ? SEND : skip('never_told');
    default:
      return unreachable(message.mail);
  }
}

function askable(booking: Booking, now: Instant): MailDecision {
  if (booking.status !== 'pending') return skip('answered');
  return eventStarted(booking, now) ? skip('event_started') : SEND;
}

/**
 * A request may leave under a later clock: it describes the order as it is now, so a partner who was told nothing needs
 * no second mail about the change. A partner who may have been told gets the mail about the change.
 */
function judgeRequest(mail: BookingMail, facts: MailFacts): MailDecision {
  const decision = askable(facts.booking, facts.now);
  if (decision.type !== 'send') return decision;
  if (mail.message.about !== facts.booking.clockStartedAt && wasTold(facts)) return skip('asked_anew');
  return askedSince(mail, facts) ? skip('asked_since') : SEND;
}

function judgeAskedAnew(mail: BookingMail, facts: MailFacts): MailDecision {
  if (mail.message.about !== facts.booking.clockStartedAt) return skip('asked_anew');
  const decision = askable(facts.booking, facts.now);
  if (decision.type !== 'send') return decision;
  return askedSince(mail, facts) ? skip('asked_since') : SEND;
}

/**
 * Whether another mail asks the same under this clock. A mail that is sent again by a manager does not block itself.
 */
function askedSince({ id }: BookingMail, { booking, mails }: MailFacts): boolean {
  if (booking.asking.sentAt === null) return false;
  return mails.some(
    (other) =>
      other.id !== id &&
      asks(other.message.mail) &&
      (leftAt(other) ?? Number.NEGATIVE_INFINITY) >= booking.clockStartedAt,
  );
}

function judgeReminder(message: SendMail, { policy, booking, now }: MailFacts): MailDecision {
  if (message.about !== booking.clockStartedAt) return skip('asked_anew');
  const decision = askable(booking, now);
  if (decision.type !== 'send') return decision;
  if (booking.hold !== null) return skip('order_on_hold');
  const { second } = dueReminders(policy, booking);
  const first = message.mail === 'first_reminder';
  if (first && (now >= second || booking.asking.step === 2)) return skip('second_due');
  const earliest = earliestReminders(policy, booking)[first ? 'first' : 'second'];
  if (comesTooLate(booking, earliest)) return skip('event_started');
  return earliest > now ? { type: 'wait', afterMs: earliest - now, reason: 'keeps its distance' } : SEND;
}

/** A partner who was told nothing before the change, and was asked since, knows no other state. */
function judgeChange(mail: BookingMail, facts: MailFacts): MailDecision {
  if (facts.booking.status === 'cancelled') return skip('cancelled');
  const { about } = mail.message;
  const others = facts.mails.filter((other) => other.id !== mail.id);
  const before = facts.confirmedBefore || others.some((other) => (leftAt(other) ?? Number.POSITIVE_INFINITY) <= about);
  const asked = others.some(({ message, state }) => asks(message.mail) && state === 'done');
  return !before && asked ? skip('asked_since') : SEND;
}

/** When a mail may first have reached the provider; null when it never did. */
function leftAt({ state, finishedAt, unsureAt }: BookingMail): Instant | null {
  return unsureAt ?? (state === 'done' ? finishedAt : null);
}

/**
 * Whether the partner may know of the booking (delivery#told-is-told): from a mail about it or about one that it
 * replaced, also when it is unknown whether the mail left, or because they confirmed.
 */
function wasTold({ mails, confirmedBefore }: MailFacts): boolean {
  const told = mails.some((mail) => {
    const { mail: kind } = mail.message;
    // A partner who is asked to confirm again had confirmed.
    return kind === 'confirm_again' || (kind !== 'cancellation_notice' && leftAt(mail) !== null);
  });
  return told || confirmedBefore;
}
