import {
  asCustomerNumber,
  type BookingCommand,
  DEFAULT_POLICY,
  decide,
  evolve,
  HOUR_MS,
} from '@miomente/booking-domain';
import { aBooking, aConfirmedBooking, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const partner = { type: 'partner', customerNumber: asCustomerNumber('P-100') } as const;
const manager = { type: 'manager', address: 'office@example.org' } as const;
const at = MONDAY + 5 * HOUR_MS;

type Kept = ReturnType<typeof aBooking>;
function played(booking: Kept, command: BookingCommand): Kept {
  const decision = decide(DEFAULT_POLICY, booking, command);
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal));
  return decision.value.reduce<Kept>(evolve, booking);
}

const back = played(aConfirmedBooking(), { type: 'reopen', at, actor: partner, channel: 'portal' });

describe('api#kept-promises · when a promise is broken', () => {
  it('from when the partner takes a confirmation back, or the office for them', () => {
    expect([back.status, back.takenBackAt]).toEqual(['pending', at]);
    const byOffice = played(aConfirmedBooking(), { type: 'reopen_by_office', at, actor: manager, unreachable: null });
    expect([byOffice.status, byOffice.takenBackAt]).toEqual(['pending', at]);
  });

  it('a decline keeps it broken, another confirmation mends it', () => {
    const declined = played(back, {
      type: 'decline',
      at: at + 1,
      actor: partner,
      channel: 'portal',
      reason: 'instructor_ill',
      notes: null,
    });
    expect([declined.status, declined.takenBackAt]).toEqual(['declined', at]);
    const again = played(back, { type: 'confirm', at: at + 1, actor: partner, channel: 'portal', notes: null });
    expect([again.status, again.takenBackAt]).toEqual(['confirmed', null]);
  });

  it('a cancellation leaves it broken; where another booking takes over, that one says so', () => {
    const cancelled = (cause: 'order_cancelled' | 'replaced') =>
      evolve(back, { type: 'cancelled', at: at + 1, cause, replacedBy: null });
    expect(cancelled('order_cancelled')).toMatchObject({ status: 'cancelled', takenBackAt: at });
    expect(cancelled('replaced')).toMatchObject({ status: 'cancelled', takenBackAt: null });
  });

  it('neither a decline that is taken back nor what the shop moved breaks one', () => {
    const undone = played(aBooking('declined'), {
      type: 'reopen_by_office',
      at,
      actor: manager,
      unreachable: null,
    });
    expect([undone.status, undone.takenBackAt]).toEqual(['pending', null]);
    const moved = evolve(aConfirmedBooking(), {
      type: 'details_changed',
      at,
      changes: {},
      details: aConfirmedBooking().details,
      consequence: 'confirm_again',
      tokenExpiresAt: at,
    } as never);
    expect([moved.status, moved.takenBackAt]).toEqual(['pending', null]);
  });
});
