import type { EscalationReason } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';

/** Why a person must phone: for the office what to do, for the partner what we do. */
export function escalationText({ words, visitor }: Reader, reason: EscalationReason): string {
  return visitor?.role === 'manager' ? words.manager.escalation[reason] : words.timeline.escalation[reason];
}
