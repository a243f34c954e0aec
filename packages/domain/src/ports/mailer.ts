import type { BookingId } from '../booking/booking.ts';
import type { BookingMailKind } from '../booking/mail-kind.ts';
import type { Changes } from '../booking/message.ts';
import type { Money } from '../money.ts';
import type { Language } from '../partner/partner.ts';
import type { EventStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';

/** What a mail about a booking says; adapters put it into words in the mail's language. */
export interface BookingMailContent {
  readonly kind: BookingMailKind;
  readonly partnerName: string;
  readonly orderNumber: string;
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string };
  readonly course: { readonly name: string };
  readonly eventStart: EventStart | null;
  readonly participants: number;
  readonly price: Money;
  /** The working links; null where the booking can't be answered by link any more. */
  readonly links: { readonly confirmUrl: string; readonly declineUrl: string; readonly validUntil: Instant } | null;
  /** The booking in the portal. */
  readonly portalUrl: string;
  /** Until when to answer before somebody phones; null when that has passed or there is no such time. */
  readonly answerBy: Instant | null;
  /** Since when the answer is waited for, and now, for "seit … Stunden". */
  readonly waitingSince: Instant;
  readonly now: Instant;
  readonly changes: Changes | null;
  readonly confirmation: { readonly at: Instant; readonly byPhone: boolean; readonly canTakeBack: boolean } | null;
  readonly decline: {
    readonly reason: Readonly<Record<Language, string>>;
    readonly ticketId: string | null;
    /** The office entered it, after a phone call. */
    readonly byPhone: boolean;
    /** Until when the partner can take it back in the portal; null when that is over. */
    readonly undoUntil: Instant | null;
  } | null;
}

/** What a mail with a login link says. */
export interface LoginMailContent {
  readonly kind: 'login_link';
  readonly loginUrl: string;
  /** Six digits, for the page that asked for the mail. */
  readonly code: string;
  readonly validUntil: Instant;
}

/** What a mail says; adapters put it into words. */
export type MailContent = BookingMailContent | LoginMailContent;
/** Which mail it is. */
export type MailKind = MailContent['kind'];

/** A mail to one person, ready but for its words. */
export interface Mail {
  /** The same for every attempt at the same mail, so that a copy can be told as one. */
  readonly messageId: string;
  /** The booking it is about, for the provider's reports; null for a login link. */
  readonly bookingId: BookingId | null;
  readonly to: { readonly name: string; readonly address: string };
  readonly language: Language;
  readonly content: MailContent;
}

/** Sends mails. At least once: when the answer is lost, the same `messageId` may go out again. */
export interface Mailer {
  /**
   * Hands a mail to the provider. Resolves when the provider has taken it over durably.
   * @returns the provider's own id of it, when it gave one
   * @throws TransientFailure when trying again may help (it may or may not have been taken)
   * @throws PermanentFailure when this mail will never be taken; the message says why, without addresses
   */
  send(mail: Mail): Promise<{ readonly providerId: string | null }>;
}
