import type { EscalationReason } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';

/** Why a person must phone: the office reads what to do, the partner what we do. */
export function escalationText({ words, visitor }: Reader, reason: EscalationReason): string {
  return visitor?.role === 'manager' ? words.manager.escalation[reason] : words.timeline.escalation[reason];
}
