import type { BookingId, OrderItemId } from '../booking/booking.ts';
import type { NoteTicket, OpenTicket, SendMail } from '../booking/message.ts';
import type { PageOf, Paging } from '../listing/paging.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { BookingChange } from './bookings.ts';
import type { ManagerScope, Scope, SystemScope } from './scope.ts';

/** The store's number of a delivery, from 1. */
export type DeliveryId = number;

/** What is to be delivered. It names what it is about and holds no customer data. */
export type DeliveryContent =
  | {
      readonly type: 'booking_message';
      readonly bookingId: BookingId;
      readonly message: SendMail | OpenTicket | NoteTicket;
    }
  | { readonly type: 'login_mail'; readonly loginId: number }
  | { readonly type: 'order_item_ticket'; readonly orderItemId: OrderItemId };

/** One attempt at a delivery. Only the newest attempt's result counts. */
export interface DeliveryAttempt {
  readonly id: DeliveryId;
  /** From 1, rising by one with every attempt, by any worker. */
  readonly attempt: number;
  /** The same for every attempt. */
  readonly messageId: string;
  /** How long it had been queued when the attempt began: since what caused it, or since a manager last sent it again. */
  readonly waitedMs: DurationMs;
  /** When an earlier attempt last ended without our knowing whether it was taken over; null when none did. */
  readonly unsureAt: Instant | null;
  readonly content: DeliveryContent;
}

/**
 * How an attempt ended.
 * - `done`: taken over by the external system
 * - `skipped`: no longer wanted, with the reason as a code
 * - `later`: not yet; another attempt `afterMs` from now by the store's clock, whatever the process's clock
 *   says; `unsure` when it may have been taken over all the same
 * - `dead`: never; kept for a person with the reason in words, without customer data
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
    }
  | { readonly type: 'dead'; readonly reason: string };

/** How a delivery ended for good. */
export type FinalResult = Exclude<DeliveryResult, { readonly type: 'later' }>;

/** A delivery that needs a manager's eye. */
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
  /** How long ago it was queued by the store's clock: with what caused it, or last again by a manager. */
  readonly waitedMs: DurationMs;
  readonly finishedAt: Instant | null;
  /**
   * When it may last have been taken over without our knowing: the end of an attempt whose answer was lost,
   * or the begin of one that has not ended. Null when there was none.
   */
  readonly unsureAt: Instant | null;
}

/** A mail about a booking, as far as a report on it needs it. */
export interface ReportedMail {
  readonly bookingId: BookingId;
  readonly message: SendMail;
}

/** The attempt that has ended. */
export interface EndingAttempt extends Pick<DeliveryAttempt, 'id' | 'attempt'> {
  /**
   * The address that a booking mail was handed over for. What is kept of it recognises the address, and gives
   * it to nobody.
   */
  readonly address?: string | null;
}

/** The outbox from the side of those who deliver. */
export interface Deliveries {
  /**
   * Begins an attempt, which makes every earlier attempt's result worthless: whether one that had not ended
   * handed anything over stays unknown from then on.
   * @returns undefined when the delivery is finished or does not exist
   */
  begin(id: DeliveryId, now: Instant): Promise<DeliveryAttempt | undefined>;
  /**
   * Records how an attempt ended; `later` also queues the job anew in the same transaction.
   * @returns false when a newer attempt has begun or the delivery is finished: nothing was recorded
   */
  finish(attempt: EndingAttempt, result: DeliveryResult, now: Instant): Promise<boolean>;
  /**
   * As {@link finish}, together with the change that the end makes to a booking: both are durable, or neither.
   * @returns `superseded` where `finish` gives false; `stale` when the booking is not as the change expects it
   */
  finishWith(
    attempt: EndingAttempt,
    result: FinalResult,
    now: Instant,
    change: BookingChange,
  ): Promise<'recorded' | 'superseded' | 'stale'>;
  /** Every mail about these bookings, in the sequence they were queued. */
  mailsOf(bookingIds: readonly BookingId[]): Promise<readonly BookingMail[]>;
  /**
   * Of these mails those that were handed over for another address than this one, and those still queued. Where
   * it isn't known which address a mail was for, it counts as this one.
   */
  mailsElsewhere(bookingIds: readonly BookingId[], address: string): Promise<readonly BookingMail[]>;
  /**
   * Whether the newest attempts at tickets and notes failed (`later` with `failed`) not long ago by the
   * store's clock, so that nobody need wait for one; one that was taken over ends the trouble.
   */
  ticketDeskTroubled(): Promise<boolean>;
  /** One page of what failed for good, newest first. */
  dead(scope: ManagerScope, paging: Paging): Promise<PageOf<DeadDelivery>>;
  /** Queues a dead delivery again, at once, its attempts counted on. @returns false when it is not dead or not there */
  resend(scope: ManagerScope, id: DeliveryId, now: Instant): Promise<boolean>;
  /** A booking mail by message id, for the provider's reports; undefined for a foreign one as for a missing one. */
  findByMessageId(scope: Scope, messageId: string): Promise<ReportedMail | undefined>;
  /** The same by the provider's own id of the mail. */
  findByProviderId(scope: Scope, providerId: string): Promise<ReportedMail | undefined>;
  /**
   * The newest mail that asks and was handed over for this address, without regard to case and to how its domain
   * is spelled, of each booking that is pending or whose place another took.
   */
  askedAt(scope: SystemScope, address: string): Promise<readonly ReportedMail[]>;
}
