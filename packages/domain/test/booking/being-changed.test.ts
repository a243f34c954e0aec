import {
  canAnswer,
  canReopen,
  canReopenByOffice,
  DEFAULT_POLICY,
  HOUR_MS,
  nextSweepAt,
} from '@miomente/booking-domain';
import { aBooking, aPendingBooking, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import {
  announce,
  confirmByLink,
  confirmByPhone,
  confirmInPortal,
  declineByPhone,
  declineInPortal,
  LATER,
  OFFICE,
  observe,
  reopenByLink,
  reopenByOffice,
  reopenInPortal,
  reportMail,
  sweep,
} from './commands.ts';
import { edited } from './edited.ts';
import { carriedOut, given } from './given.ts';
import { mail, openTicket } from './messages.ts';

const awaiting = { type: 'await_changed_order', at: LATER } as const;
const held = { hold: 'being_changed', flags: ['order_being_changed'] } as const;

describe('booking#order-being-changed: edited, and the new row can’t be booked yet', () => {
  it.each(['pending', 'confirmed', 'declined'] as const)(
    'a %s booking is held and flagged; nobody is told',
    (status) => {
      given(aBooking(status))
        .when(awaiting)
        .gives({
          events: [
            { type: 'hold_changed', at: LATER, hold: 'being_changed' },
            { type: 'flags_changed', at: LATER, flags: ['order_being_changed'] },
          ],
          booking: aBooking(status, held),
          messages: [],
        });
      given(aBooking(status, held)).when(awaiting).changesNothing();
    },
  );

  it('keeps other flags, and replaces an earlier hold', () => {
    const { booking } = carriedOut(
      DEFAULT_POLICY,
      aPendingBooking({ hold: 'holded', flags: ['order_on_hold', 'price_unreadable'] }),
      awaiting,
    );
    expect(booking).toMatchObject({ hold: 'being_changed', flags: ['order_being_changed', 'price_unreadable'] });
  });

  it('a cancelled booking stays as it is', () => {
    given(aBooking('cancelled')).when(awaiting).changesNothing();
  });

  it('a decline can’t be taken back for an order that the shop has cancelled', () => {
    const declined = aBooking('declined', held);
    given(declined).when(reopenByOffice()).refuses({ code: 'order_being_changed' });
    expect(canReopenByOffice(declined, LATER)).toBe(false);
  });

  it('no answer of any kind is accepted', () => {
    for (const answer of [confirmByLink, confirmInPortal, confirmByPhone, declineInPortal, declineByPhone])
      given(aPendingBooking(held)).when(answer()).refuses({ code: 'order_being_changed' });
    for (const reopen of [reopenByLink, reopenInPortal])
      given(aBooking('confirmed', held)).when(reopen()).refuses({ code: 'order_being_changed' });
    const byOffice = { type: 'reopen_by_office', at: LATER, actor: OFFICE, unreachable: null } as const;
    given(aBooking('confirmed', held)).when(byOffice).refuses({ code: 'order_being_changed' });
    expect(canReopenByOffice(aBooking('confirmed', held), LATER)).toBe(false);
    expect(canAnswer(aPendingBooking(held), LATER)).toBe(false);
    expect(canAnswer(aPendingBooking(), LATER)).toBe(true);
    expect(canReopen(aBooking('confirmed', held), 'portal', LATER)).toBe(false);
  });

  it('its status, and an event that has begun, are checked first', () => {
    given(aBooking('confirmed', held))
      .when(confirmByLink())
      .refuses({ code: 'already_processed', status: 'confirmed' });
    given(aPendingBooking(held)).when(confirmInPortal(EVENT_START)).refuses({ code: 'event_started' });
  });

  it('no reminder and no ticket, not even near the event', () => {
    const overdue = aPendingBooking({ ...held, reminders: { count: 2, lastAt: MONDAY } });
    for (const booking of [aPendingBooking(held), overdue]) {
      given(booking)
        .when(sweep(EVENT_START - HOUR_MS))
        .changesNothing();
      expect(nextSweepAt(DEFAULT_POLICY, booking)).toBeNull();
    }
  });

  it('a bounce is recorded and escalates nothing; nobody is asked', () => {
    const { events, messages } = carriedOut(DEFAULT_POLICY, aPendingBooking(held), reportMail('bounced'));
    expect([events.map(({ type }) => type), messages]).toEqual([['mail_reported'], []]);
    given(aPendingBooking({ ...held, announcedAt: null }))
      .when(announce())
      .changesNothing();
  });

  it('ends when the order itself counts again', () => {
    const { booking } = carriedOut(DEFAULT_POLICY, aPendingBooking(held), observe());
    expect(booking).toEqual(aPendingBooking());
  });

  it('ends when the replacing order is settled', () => {
    const { successor } = edited(aPendingBooking(held));
    expect(successor.booking).toMatchObject({ hold: null, flags: [], announcedAt: MONDAY });
    expect(successor.messages).toEqual([]);
  });

  it('a partner who couldn’t be reached meanwhile is asked then, or phoned', () => {
    const bounced = aPendingBooking({ ...held, announcedAt: null });
    const asked = edited(bounced).successor;
    expect(asked.booking).toMatchObject({ announcedAt: LATER, clockStartedAt: LATER, escalation: null });
    expect(asked.messages).toEqual([mail('confirmation_request', LATER)]);
    const phoned = edited(bounced, { unreachable: 'address_bounced' }).successor;
    expect(phoned.booking.escalation).toEqual({ at: LATER, reason: 'address_bounced' });
    expect(phoned.messages).toEqual([openTicket('address_bounced')]);
  });
});
