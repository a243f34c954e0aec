import type { BookingId } from '../booking/booking.ts';
import type { SeveralMailKind } from '../booking/bundle.ts';
import type { BookingMailKind } from '../booking/mail-kind.ts';
import type { Changes } from '../booking/message.ts';
import type { Money } from '../money.ts';
import type { Language } from '../partner/partner.ts';
import type { EventStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';

/** The content of a mail about a booking; adapters render it in the mail's language. */
export interface BookingMailContent {
  readonly kind: BookingMailKind;
  readonly partnerName: string;
  readonly orderNumber: string;
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string };
  readonly course: { readonly name: string };
  readonly eventStart: EventStart | null;
  readonly participants: number;
  readonly price: Money;
  /** The working links; null when the booking can't be answered by link any more. */
  readonly links: { readonly confirmUrl: string; readonly declineUrl: string; readonly validUntil: Instant } | null;
  /** The booking's page in the portal. */
  readonly portalUrl: string;
  /** The deadline before somebody phones; null when it has passed or there is none. */
  readonly answerBy: Instant | null;
  /** Since when the answer is expected, and now, for "seit … Stunden". */
  readonly waitingSince: Instant;
  readonly now: Instant;
  readonly changes: Changes | null;
  readonly confirmation: {
    readonly at: Instant;
    readonly byPhone: boolean;
    /** A standing yes confirmed it. */
    readonly inAdvance: boolean;
    readonly canTakeBack: boolean;
  } | null;
  readonly decline: {
    readonly reason: Readonly<Record<Language, string>>;
    readonly ticketId: string | null;
    /** The office entered it after a phone call. */
    readonly byPhone: boolean;
    /** Until when the partner can take it back in the portal; null when that is over. */
    readonly undoUntil: Instant | null;
  } | null;
}

/** A course date in a mail about several bookings. */
export interface CourseDateInMail {
  readonly course: { readonly name: string };
  readonly eventStart: EventStart | null;
  /** How many people its bookings in this mail are for. */
  readonly participants: number;
  /** At least one. */
  readonly bookings: readonly BookingMailContent[];
}

/** The content of a mail about at least two bookings of one partner (delivery#bundles). */
export interface SeveralMailContent {
  readonly kind: SeveralMailKind;
  readonly partnerName: string;
  /** Nearest first, without a date last. */
  readonly courseDates: readonly CourseDateInMail[];
}

/** The content of the mail with tomorrow's course dates (delivery#day-before). */
export interface DayBeforeMailContent extends Omit<SeveralMailContent, 'kind'> {
  readonly kind: 'day_before';
}

/** The content of a login mail. */
export interface LoginMailContent {
  readonly kind: 'login_link';
  readonly loginUrl: string;
  /** Six digits, for the page that requested the mail. */
  readonly code: string;
  readonly validUntil: Instant;
}

/** The content of the mail that tells a customer of the confirmation (booking#customer-informed). */
export interface CustomerMailContent {
  readonly kind: 'customer_confirmed';
  readonly customerName: string;
  /** Null when the partner isn't known here. */
  readonly partnerName: string | null;
  readonly orderNumber: string;
  readonly course: { readonly name: string };
  readonly eventStart: EventStart | null;
  readonly participants: number;
}

/** The content of a mail; adapters render it. */
export type MailContent =
  | BookingMailContent
  | SeveralMailContent
  | DayBeforeMailContent
  | CustomerMailContent
  | LoginMailContent;
/** The kind of the mail. */
export type MailKind = MailContent['kind'];

/** A mail to one person, with everything but its rendered text. */
export interface Mail {
  /** The same for every attempt at the same mail, so that a duplicate can be recognised. */
  readonly messageId: string;
  /** The booking it is about, for the provider's reports; null for a login mail and for one about several. */
  readonly bookingId: BookingId | null;
  /** The bookings that a mail about several is about. */
  readonly bookingIds?: readonly BookingId[];
  readonly to: { readonly name: string; readonly address: string };
  /** Where answers go; absent when they go to the support team (delivery#reply-to). */
  readonly replyTo?: string;
  readonly language: Language;
  readonly content: MailContent;
}

/** Sends mails, at least once: when an answer is lost, the same `messageId` may be sent again. */
export interface Mailer {
  /**
   * Hands a mail to the provider. Resolves when the provider has durably accepted it.
   * @returns the provider's own id of the mail, if it gave one
   * @throws TransientFailure when trying again may help (it may or may not have been accepted)
   * @throws PermanentFailure when this mail will never be accepted; the message says why, without addresses
   */
  send(mail: Mail): Promise<{ readonly providerId: string | null }>;
  /** Forgets the mails about these bookings; only of a mailer that keeps what it has sent. */
  forget?(bookingIds: readonly BookingId[]): Promise<void>;
}
