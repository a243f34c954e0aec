import type { Language, MailKind } from '@miomente/booking-domain';

/** What the configuration adds to every mail. */
export interface MailSettings {
  /** An IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly supportEmail: string;
  /** Where partners manage their course dates; empty where there is no such place. */
  readonly datesUrl: string;
  /** The portal's start page. */
  readonly portalUrl: string;
}

interface CommonData {
  readonly kind: MailKind;
  readonly language: Language;
  /** Ready to be sent: one line, no control characters, names shortened. */
  readonly subject: string;
  readonly partnerName: string;
  readonly partnerEmail: string;
  readonly supportEmail: string;
  readonly supportUrl: string;
  readonly portalUrl: string;
  /** Until when the links work; empty when there are none. */
  readonly validUntil: string;
}

/**
 * The agreed `BookingConfirmationEmailData` and what mails need beside it. Everything is formatted in
 * the mail's language; what there is not is an empty string, which counts as false in a template.
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
   * `date` "Sa., 25.01.2025" and `time` "18:00 Uhr"; both empty when the order names no readable date, `time` also
   * when only the day is known.
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
  /** Which reminder this is: "1", "2", or empty. */
  readonly reminderStep: '' | '1' | '2';
  readonly answerBy: string;
  /** "48 Stunden", to follow "seit". */
  readonly waitingTime: string;
  /** "yes" when something below is known to have changed. */
  readonly changed: '' | 'yes';
  readonly dateFrom: string;
  readonly dateTo: string;
  readonly participantsFrom: string;
  readonly participantsTo: string;
  readonly answered: '' | 'yes';
  readonly confirmedAt: string;
  readonly confirmedByPhone: '' | 'yes';
  /** Where a confirmation can be taken back; empty where it can't. */
  readonly takeBackUrl: string;
  readonly takeBackUntil: string;
  readonly declinedByPhone: '' | 'yes';
  readonly declineReason: string;
  readonly ticketId: string;
}

export interface LoginMailData extends CommonData {
  readonly kind: 'login_link';
  readonly loginUrl: string;
  readonly code: string;
}

export type MailData = BookingMailData | LoginMailData;
