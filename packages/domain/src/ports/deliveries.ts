import type { BookingId, OrderItemId } from '../booking/booking.ts';
import type { NoteTicket, OpenTicket, SendMail, TellCustomer } from '../booking/message.ts';
import type { PageOf, Paging } from '../listing/paging.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/wall-clock.ts';
import type { BookingChange, BouncedAddress } from './bookings.ts';
import type { ManagerScope, Scope, SystemScope } from './scope.ts';

/** The database's id of a delivery, from 1. */
export type DeliveryId = number;

/** What to deliver. It identifies its subject and has no customer data. */
export type DeliveryContent =
  | {
      readonly type: 'booking_message';
      readonly bookingId: BookingId;
      readonly message: SendMail | TellCustomer | OpenTicket | NoteTicket;
    }
  | { readonly type: 'login_mail'; readonly loginId: number }
  | { readonly type: 'order_item_ticket'; readonly orderItemId: OrderItemId }
  | { readonly type: 'day_before_list'; readonly customerNumber: CustomerNumber; readonly day: LocalDate };

/** One attempt at a delivery. Only the newest attempt's result counts. */
export interface DeliveryAttempt {
  readonly id: DeliveryId;
  /** From 1, rising by one with every attempt, by any worker. */
  readonly attempt: number;
  /** The same for every attempt; the bundle's, for a mail that travels in one. */
  readonly messageId: string;
  /**
   * How long it had been queued when the attempt began, in milliseconds: since its cause, or since a manager last sent
   * it again.
   */
  readonly waitedMs: DurationMs;
  /**
   * How long attempts had failed, one after the other, when this one began, in milliseconds: since the end of the first
   * of them (`later` with `failed`). 0 when the last did not fail, or since a manager sent it again.
   */
  readonly failingMs: DurationMs;
  /** When an earlier attempt last ended with an unknown result; null when none did. */
  readonly unsureAt: Instant | null;
  readonly content: DeliveryContent;
  /** It was begun by the turn of another delivery of its bundle. */
  readonly companion?: true;
}

/**
 * How an attempt ended.
 * - `done`: accepted by the external system
 * - `skipped`: no longer wanted; the reason is a code
 * - `later`: not yet; another attempt `afterMs` from now by the database's clock; `unsure` when it may have been
 *   accepted nevertheless; `apart` when it travels alone from now on
 * - `dead`: given up; left to a person with the reason in words, without customer data
 */
export type DeliveryResult =
  | { readonly type: 'done'; readonly providerId: string | null }
  | { readonly type: 'skipped'; readonly reason: string }
  | {
      readonly type: 'later';
      readonly afterMs: DurationMs;
      readonly reason: string;
      readonly failed: boolean;
      readonly unsure?: true;
      readonly apart?: true;
    }
  | { readonly type: 'dead'; readonly reason: string };

/** The final result of a delivery. */
export type FinalResult = Exclude<DeliveryResult, { readonly type: 'later' }>;

/** A delivery for a manager to look at. */
export interface DeadDelivery {
  readonly id: DeliveryId;
  readonly bookingId: BookingId | null;
  readonly content: DeliveryContent;
  readonly attempts: number;
  readonly reason: string;
  readonly diedAt: Instant;
}

/** What is known of a mail about a booking. */
export interface BookingMail {
  readonly id: DeliveryId;
  readonly message: SendMail;
  readonly state: 'queued' | 'done' | 'skipped' | 'dead';
  /** How long ago it was queued by the database's clock, in milliseconds: by its cause, or last by a manager. */
  readonly waitedMs: DurationMs;
  readonly finishedAt: Instant | null;
  /**
   * When it may last have been accepted without our knowing: the end of an attempt whose answer was lost, or the start
   * of one that has not ended. Null when there was none.
   */
  readonly unsureAt: Instant | null;
}

/** A mail about a booking, as needed to process a report on it. */
export interface ReportedMail {
  readonly bookingId: BookingId;
  readonly message: SendMail;
}

/** A mail that is about no booking: a login, or the list of the evening before. */
export type PartnerMail = Extract<DeliveryContent, { readonly type: 'login_mail' | 'day_before_list' }>;

/** The attempt that has ended. */
export interface EndingAttempt extends Pick<DeliveryAttempt, 'id' | 'attempt' | 'companion'> {
  /** The address that a mail was sent to. What is stored recognises the address, but does not reveal it. */
  readonly address?: string | null;
}

/** The outbox, for those who deliver. */
export interface Deliveries {
  /**
   * Begins an attempt. From then on, results of earlier attempts are ignored: if one had not ended, it stays unknown
   * whether it was accepted.
   * @returns undefined when the delivery is finished or does not exist
   */
  begin(id: DeliveryId, now: Instant): Promise<DeliveryAttempt | undefined>;
  /**
   * As {@link begin}, together with those of the same bundle that are due (delivery#bundles): the given one is first,
   * at most `limit` in all. Each has an attempt of its own. Until `forMs` from now by the database's clock, nobody else
   * begins the others, unless the turn of the given one comes again. What may have left in one mail begins with those
   * that were in it, under the same message id, or alone.
   * @returns none when the delivery is finished or does not exist, or when it has a bundle and was begun by the turn of
   *   another of it, or is not due
   */
  beginBundle(
    id: DeliveryId,
    now: Instant,
    bounds: { readonly limit: number; readonly forMs: DurationMs },
  ): Promise<readonly DeliveryAttempt[]>;
  /**
   * Records how an attempt ended; `later` also queues the job again in the same transaction.
   * @returns false when a newer attempt has begun or the delivery is finished: nothing was recorded
   */
  finish(attempt: EndingAttempt, result: DeliveryResult, now: Instant): Promise<boolean>;
  /**
   * As {@link finish}, together with a change of the booking: both are durable, or neither.
   * @returns `superseded` where `finish` returns false; `stale` when the booking is not as the change expects it
   */
  finishWith(
    attempt: EndingAttempt,
    result: FinalResult,
    now: Instant,
    change: BookingChange,
  ): Promise<'recorded' | 'superseded' | 'stale'>;
  /**
   * Queues a day's list for every partner with a pending or confirmed booking on it that is not from before go-live,
   * unless it was queued before.
   * @param list the day, its first instant and that of the next
   * @returns how many lists were queued now
   */
  queueDayBeforeLists(
    scope: SystemScope,
    list: { readonly day: LocalDate; readonly start: Instant; readonly end: Instant },
    now: Instant,
  ): Promise<number>;
  /** Every mail about these bookings, in the order they were queued. */
  mailsOf(bookingIds: readonly BookingId[]): Promise<readonly BookingMail[]>;
  /**
   * Of these mails, those that were sent to another address than this one, and those still queued. When a mail's
   * address is unknown, this one is assumed.
   */
  mailsElsewhere(bookingIds: readonly BookingId[], address: string): Promise<readonly BookingMail[]>;
  /**
   * Whether the newest attempts at tickets and notes failed recently (`later` with `failed`), by the database's clock,
   * so that waiting for one is pointless. An accepted one ends this.
   */
  ticketDeskIsFailing(): Promise<boolean>;
  /** One page of deliveries that were given up, newest first. */
  dead(scope: ManagerScope, paging: Paging): Promise<PageOf<DeadDelivery>>;
  /**
   * Queues a dead delivery again, at once; its attempts continue to count. @returns false when it is not dead or does
   * not exist
   */
  resend(scope: ManagerScope, id: DeliveryId, now: Instant): Promise<boolean>;
  /**
   * The booking mails with a message id, for the provider's reports: all that were or may have been in a bundle, oldest
   * first. None for one outside the scope as for a missing one.
   */
  findByMessageId(scope: Scope, messageId: string): Promise<readonly ReportedMail[]>;
  /** The same by the provider's own id of the mail. */
  findByProviderId(scope: Scope, providerId: string): Promise<readonly ReportedMail[]>;
  /**
   * Gives up a mail to a customer that was sent and came back: by its message id and, where both are known, the provider's
   * own id, so that a report about an earlier sending changes nothing. Its content says `again` from then on.
   * @returns whether a mail was given up now
   */
  customerMailCameBack(
    scope: SystemScope,
    mail: { readonly messageId: string; readonly providerId: string | null },
    reason: string,
    now: Instant,
  ): Promise<boolean>;
  /** The mail with this message id that is about no booking; undefined for any other. */
  findPartnerMail(scope: SystemScope, messageId: string): Promise<PartnerMail | undefined>;
  /**
   * Notes that such a mail came back, and marks the address in the same transaction, unless the partner has another one
   * by now. A mail that was noted before marks nothing again: the office may have cleared the mark since.
   * @returns whether the address was marked now
   */
  partnerMailCameBack(scope: SystemScope, messageId: string, bounced: BouncedAddress): Promise<boolean>;
  /**
   * For each booking that is pending, or that was replaced, the newest mail that asks for an answer and was sent to
   * this address, ignoring case and the spelling of its domain.
   */
  awaitingAnswerAt(scope: SystemScope, address: string): Promise<readonly ReportedMail[]>;
}
