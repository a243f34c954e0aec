import type { Language, MailKind, SeveralMailKind } from '@miomente/booking-domain';

/** Configuration values that appear in every mail. */
export interface MailSettings {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly supportEmail: string;
  /** The page where partners manage their course dates; empty when there is none. */
  readonly datesUrl: string;
  /** The portal's start page. */
  readonly portalUrl: string;
}

interface CommonData {
  readonly kind: MailKind;
  readonly language: Language;
  /** Ready to send: one line, no control characters, long names shortened. */
  readonly subject: string;
  readonly partnerName: string;
  readonly partnerEmail: string;
  readonly supportEmail: string;
  readonly supportUrl: string;
  readonly portalUrl: string;
  /** When the links expire; empty when the mail has no links. */
  readonly validUntil: string;
}

/**
 * The values of a booking mail: the agreed `BookingConfirmationEmailData`, and what else the mails need. Every value is
 * formatted in the mail's language. A missing value is an empty string, which a template treats as false.
 */
export interface BookingMailData extends CommonData {
  readonly orderNumber: string;
  readonly customer: {
    readonly name: string;
    readonly email: string;
    readonly phone: string;
    readonly emailUrl: string;
    readonly phoneUrl: string;
  };
  /**
   * `date` is "Sa., 25.01.2025" and `time` "18:00 Uhr". Both are empty when the order has no readable date; `time` is
   * also empty when only the day is known.
   */
  readonly course: { readonly name: string; readonly date: string; readonly time: string };
  readonly participants: number;
  /** "2 Personen". */
  readonly participantsText: string;
  /** "158,00 €", in the order's currency. */
  readonly price: string;
  readonly confirmUrl: string;
  readonly declineUrl: string;
  readonly datesUrl: string;
  /** The number of the reminder: "1" or "2"; empty for other mails. */
  readonly reminderStep: '' | '1' | '2';
  readonly answerBy: string;
  /** "48 Stunden", written after "seit". */
  readonly waitingTime: string;
  /** "yes" when one of the four values below is set. */
  readonly changed: '' | 'yes';
  readonly dateFrom: string;
  readonly dateTo: string;
  readonly participantsFrom: string;
  readonly participantsTo: string;
  readonly answered: '' | 'yes';
  readonly confirmedAt: string;
  readonly confirmedByPhone: '' | 'yes';
  /** The partner had said yes in advance. */
  readonly confirmedInAdvance: '' | 'yes';
  /** The page for taking a confirmation back; empty when that is not possible. */
  readonly takeBackUrl: string;
  /** Until when an answer can be taken back: a confirmation by `takeBackUrl`, a decline in the portal. */
  readonly takeBackUntil: string;
  readonly declinedByPhone: '' | 'yes';
  readonly declineReason: string;
  readonly ticketId: string;
}

/** A booking among several in a mail. */
export type BookingInMail = Omit<BookingMailData, 'subject'>;

/** A course date among several in a mail. */
export interface CourseDateData extends Pick<BookingMailData, 'course' | 'participantsText'> {
  readonly bookings: readonly BookingInMail[];
}

/** The values of a mail about several bookings. */
export interface SeveralMailData extends CommonData {
  readonly kind: SeveralMailKind | 'day_before';
  /** "12 Buchungen". */
  readonly bookingsText: string;
  /** "27 Personen", in all. */
  readonly participantsText: string;
  /** The customer and the course date of the first booking. */
  readonly customer: BookingMailData['customer'];
  readonly course: BookingMailData['course'];
  /** "8 weitere Termine"; empty when there is one. */
  readonly furtherDates: string;
  /** The day of the first course date: "Sa., 25.01.2025". */
  readonly day: string;
  /** "2 Buchungen" without an answer; empty for none. */
  readonly openText: string;
  /** "yes" when one of them is a second reminder. */
  readonly urgent: '' | 'yes';
  readonly courseDates: readonly CourseDateData[];
}

/** The values of a mail with a login link. */
export interface LoginMailData extends CommonData {
  readonly kind: 'login_link';
  readonly loginUrl: string;
  readonly code: string;
}

/** The values of the mail to a customer. */
export interface CustomerMailData
  extends CommonData,
    Pick<BookingMailData, 'orderNumber' | 'course' | 'participantsText'> {
  readonly kind: 'customer_confirmed';
  readonly customerName: string;
}

/** The values of any mail, by kind. */
export type MailData = BookingMailData | SeveralMailData | LoginMailData | CustomerMailData;
