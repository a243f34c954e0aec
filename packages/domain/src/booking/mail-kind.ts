import { unreachable } from '../unreachable.ts';

/** The mails about a booking. */
export type BookingMailKind =
  | 'confirmation_request'
  | 'first_reminder'
  | 'second_reminder'
  | 'decline_confirmation'
  | 'receipt'
  | 'look_again'
  | 'confirm_again'
  | 'details_changed'
  | 'cancellation_notice';

/** Every kind of mail about a booking. */
export const BOOKING_MAIL_KINDS: readonly BookingMailKind[] = [
  'confirmation_request',
  'first_reminder',
  'second_reminder',
  'decline_confirmation',
  'receipt',
  'look_again',
  'confirm_again',
  'details_changed',
  'cancellation_notice',
];

/** The mails that ask for an answer, with the step that each is. */
export type AskingMailKind = Extract<
  BookingMailKind,
  'confirmation_request' | 'look_again' | 'confirm_again' | 'first_reminder' | 'second_reminder'
>;

/** The step of a mail that asks for an answer; null for other mails. */
export function askingStep(mail: BookingMailKind): 0 | 1 | 2 | null {
  switch (mail) {
    case 'confirmation_request':
    case 'look_again':
    case 'confirm_again':
      return 0;
    case 'first_reminder':
      return 1;
    case 'second_reminder':
      return 2;
    case 'decline_confirmation':
    case 'receipt':
    case 'details_changed':
    case 'cancellation_notice':
      return null;
    default:
      return unreachable(mail);
  }
}

/** Whether a mail asks for an answer. */
export function asks(mail: BookingMailKind): mail is AskingMailKind {
  return askingStep(mail) !== null;
}
