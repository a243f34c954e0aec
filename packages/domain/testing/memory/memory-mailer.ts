import type { BookingId, Mail, Mailer, MailKind } from '@miomente/booking-domain';
import { FailureSwitch } from './failure-switch.ts';

/** A mail provider that keeps what it takes over. */
export class MemoryMailer implements Mailer {
  readonly failures: FailureSwitch = new FailureSwitch('mailer');
  /** Every mail taken over, copies too, in their sequence. */
  readonly accepted: Mail[] = [];

  send(mail: Mail): Promise<{ readonly providerId: string }> {
    return this.failures.guard(() => {
      this.accepted.push(mail);
      return { providerId: `provider-${this.accepted.length}` };
    });
  }

  /** Kinds of the mails taken over, in their sequence; of one booking or of all. */
  kinds(bookingId?: BookingId): readonly MailKind[] {
    const mails = this.accepted.filter((mail) => bookingId === undefined || isAbout(mail, bookingId));
    return mails.map((mail) => mail.content.kind);
  }
}

/** Whether a mail is about a booking, alone or among others. */
export function isAbout({ bookingId, bookingIds = [] }: Mail, id: BookingId): boolean {
  return bookingId === id || bookingIds.includes(id);
}
