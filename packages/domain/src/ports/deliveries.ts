import type { BookingId } from '../booking/booking.ts';
import type { NoteTicket, OpenTicket, SendMail } from '../booking/message.ts';
import type { PageOf, Paging } from '../listing/paging.ts';
import type { Instant } from '../time/instant.ts';
import type { ManagerScope, Scope } from './scope.ts';

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
  | { readonly type: 'order_item_ticket'; readonly orderItemId: number };

/** One attempt at a delivery. Only the newest attempt's result counts. */
export interface DeliveryAttempt {
  readonly id: DeliveryId;
  /** From 1, rising by one with every attempt, by any worker. */
  readonly attempt: number;
  /** The same for every attempt. */
  readonly messageId: string;
  /** How long it had been queued when the attempt began: since what caused it, or since a manager last sent it again. */
  readonly waitedMs: number;
  readonly content: DeliveryContent;
}

/**
 * How an attempt ended.
 * - `done`: taken over by the neighbour
 * - `skipped`: no longer wanted, with the reason as a code
 * - `later`: not yet; another attempt `afterMs` from now by the store's clock, whatever the process's clock says
 * - `dead`: never; kept for a person with the reason in words, without customer data
 */
export type DeliveryResult =
  | { readonly type: 'done'; readonly providerId: string | null }
  | { readonly type: 'skipped'; readonly reason: string }
  | { readonly type: 'later'; readonly afterMs: number; readonly reason: string; readonly failed: boolean }
  | { readonly type: 'dead'; readonly reason: string };

/** A delivery that needs a manager's eye. */
export interface DeadDelivery {
  readonly id: DeliveryId;
  readonly bookingId: BookingId | null;
  readonly content: DeliveryContent;
  readonly attempts: number;
  readonly reason: string;
  readonly diedAt: Instant;
}

/** A mail about a booking, as far as a report on it needs it. */
export interface ReportedMail {
  readonly bookingId: BookingId;
  readonly mail: string;
  /** When it was queued: with what caused it, or last again by a manager. */
  readonly queuedAt: Instant;
}

/** The outbox from the side of those who deliver. */
export interface Deliveries {
  /**
   * Begins an attempt, which makes every earlier attempt's result worthless.
   * @returns undefined when the delivery is finished or does not exist
   */
  begin(id: DeliveryId, now: Instant): Promise<DeliveryAttempt | undefined>;
  /**
   * Records how an attempt ended; `later` also queues the job anew in the same transaction.
   * @returns false when a newer attempt has begun or the delivery is finished: nothing was recorded
   */
  finish(attempt: Pick<DeliveryAttempt, 'id' | 'attempt'>, result: DeliveryResult, now: Instant): Promise<boolean>;
  /** Whether a mail about this booking, other than its cancellation notice, was taken over by the provider. */
  partnerWasTold(bookingId: BookingId): Promise<boolean>;
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
}
