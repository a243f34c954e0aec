import { type BookingStatus, DAY_MS, DEFAULT_POLICY, HOUR_MS, nextSweepAt } from '@miomente/booking-domain';
import { aBooking, EVENT_START } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import {
  announce,
  confirmByLink,
  confirmByPhone,
  declineInPortal,
  observe,
  reopenInPortal,
  sweep,
} from './commands.ts';
import { edited } from './edited.ts';
import { carriedOut, given } from './given.ts';
import { TICKET } from './messages.ts';

const AFTER = EVENT_START + 2 * DAY_MS;
const NEXT = EVENT_START + 38 * DAY_MS;
const read = (status: BookingStatus) =>
  carriedOut(DEFAULT_POLICY, aBooking(status, { ticket: TICKET }), observe({ details: { eventStart: NEXT } }, AFTER));

describe('booking#over: after an event has begun, another date asks and tells nobody', () => {
  it.each(['pending', 'confirmed', 'declined'] as const)('a %s booking keeps its status, flagged', (status) => {
    const { booking, events, messages } = read(status);
    expect(events.map(({ type }) => type)).toEqual(['details_changed', 'flags_changed']);
    expect(events[0]).toMatchObject({ consequence: 'over', eventStart: { from: EVENT_START, to: NEXT } });
    const before = aBooking(status, { ticket: TICKET });
    const details = { ...before.details, eventStart: NEXT };
    expect(booking).toEqual({
      ...before,
      details,
      tookPlace: EVENT_START,
      flags: ['moved_after_event'],
      token: booking.token,
    });
    expect(booking.token.expiresAt).toBeLessThanOrEqual(EVENT_START);
    expect(messages).toEqual([]);
  });

  it('a cancelled one stays as it was', () => {
    given(aBooking('cancelled'))
      .when(observe({ details: { eventStart: NEXT } }, AFTER))
      .changesNothing();
  });

  it('it stays over: no answer, no reminder, nobody is asked, up to the new date and after it', () => {
    for (const at of [AFTER + HOUR_MS, NEXT - HOUR_MS, NEXT + HOUR_MS]) {
      const { booking } = read('pending');
      for (const answer of [confirmByLink, confirmByPhone, declineInPortal])
        given(booking).when(answer(at)).refuses({ code: 'event_started' });
      given(booking).when(sweep(at)).changesNothing();
      given({ ...booking, announcedAt: null })
        .when(announce(at))
        .changesNothing();
      given(read('confirmed').booking).when(reopenInPortal(at)).refuses({ code: 'event_started' });
      expect(nextSweepAt(DEFAULT_POLICY, booking) ?? 0).toBeLessThan(EVENT_START);
    }
  });

  it('also after further changes: another date, more people, fewer people', () => {
    const { booking } = read('confirmed');
    for (const details of [
      { eventStart: NEXT + DAY_MS },
      { eventStart: NEXT, participants: 9 },
      { eventStart: NEXT, participants: 1 },
    ]) {
      const outcome = carriedOut(DEFAULT_POLICY, booking, observe({ details }, AFTER + DAY_MS));
      expect(outcome.booking).toMatchObject({
        status: 'confirmed',
        tookPlace: EVENT_START,
        flags: ['moved_after_event'],
      });
      expect(outcome.messages).toEqual([]);
    }
  });

  it('moved back to its own date, it has no flag', () => {
    const outcome = carriedOut(DEFAULT_POLICY, read('confirmed').booking, observe({}, AFTER + DAY_MS));
    expect(outcome.booking).toMatchObject({ tookPlace: null, flags: [], details: { eventStart: EVENT_START } });
    expect(outcome.messages).toEqual([]);
  });

  it('a day without a time is over with its end', () => {
    const day = { start: EVENT_START, end: EVENT_START + DAY_MS };
    const on = (at: number) =>
      carriedOut(
        DEFAULT_POLICY,
        aBooking('confirmed', { details: { eventStart: day } }),
        observe({ details: { eventStart: NEXT } }, at),
      ).booking;
    expect(on(day.end - 1)).toMatchObject({ status: 'pending', tookPlace: null });
    expect(on(day.end)).toMatchObject({ status: 'confirmed', tookPlace: day });
  });

  it('more people after the event are only recorded', () => {
    const { messages, booking } = carriedOut(
      DEFAULT_POLICY,
      aBooking('confirmed'),
      observe({ details: { participants: 9 } }, AFTER),
    );
    expect([messages, booking.status, booking.tookPlace]).toEqual([[], 'confirmed', null]);
  });

  it.each(['pending', 'confirmed'] as const)(
    'cancelled after the event: a %s one ends, and the partner is not told',
    (status) => {
      const { booking, messages } = carriedOut(
        DEFAULT_POLICY,
        aBooking(status),
        observe({ cancelled: 'refunded' }, AFTER),
      );
      expect([booking.status, messages]).toEqual(['cancelled', []]);
    },
  );

  it('an order edited after the event: everything carries over, nobody is asked', () => {
    for (const status of ['pending', 'confirmed', 'declined'] as const)
      for (const eventStart of [EVENT_START, NEXT]) {
        const details = { eventStart, participants: 5 };
        const { old, successor } = edited(aBooking(status), { at: AFTER, observation: { details } });
        expect([old.messages, successor.messages.filter(({ type }) => type === 'send_mail')]).toEqual([[], []]);
        const isMoved = eventStart === NEXT;
        expect(successor.booking).toMatchObject({
          status,
          historic: false,
          tookPlace: isMoved ? EVENT_START : null,
          flags: isMoved ? ['moved_after_event'] : [],
          details,
        });
        given(successor.booking)
          .when(sweep(AFTER + HOUR_MS))
          .changesNothing();
      }
  });
});
