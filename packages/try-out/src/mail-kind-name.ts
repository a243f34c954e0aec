import type { BookingMailKind } from '@miomente/booking-domain';
import type { Reader } from '@miomente/booking-http/pages';

/** What a mail is for, in words; a kind that is not known any more stays as it is. */
export function mailKindName({ words }: Reader, kind: string): string {
  return kind === 'login_link' ? words.sample.kind.login_link : (words.timeline.mail[kind as BookingMailKind] ?? kind);
}
