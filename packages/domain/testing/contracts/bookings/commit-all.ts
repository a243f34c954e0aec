import { asBookingId, asCustomerNumber, asOrderId, HOUR_MS, type Partner } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, creating, ids, keep, keepWith, mail, present, registered, updating } from '../commits.ts';
import { cancelled, confirmed, declined, NOW, OWNER, office, owner, pending, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const reminded = { type: 'reminded', at: NOW + HOUR_MS, step: 1 } as const;

export const commitAllTests: PersistenceTests = (harness) => {
  describe('commitAll: everything or nothing', () => {
    it('stores new bookings and returns them in the order of the changes', async () => {
      const { bookings } = harness().ports;
      const stored = await keep(bookings, pending(3), pending(1), pending(2));
      expect(stored.map((booking) => booking.order.orderItemId)).toEqual([5003, 5001, 5002]);
      expect(new Set(ids(stored)).size).toBe(3);
      for (const booking of stored) expect(await bookings.find(office, booking.id)).toStrictEqual(booking);
    });

    it('stores nothing for no changes', async () => {
      expect(await harness().ports.bookings.commitAll([])).toEqual({ type: 'committed', bookings: [] });
    });

    it('raises the version by one with every change, and keeps the id', async () => {
      const { bookings } = harness().ports;
      const [created] = await keep(bookings, pending(1));
      const before = present(created);
      const [changed] = await commit(bookings, [updating(before, confirmed(pending(1)))]);
      expect(changed).toStrictEqual({ ...confirmed(pending(1)), id: before.id, version: before.version + 1 });
      const [again] = await commit(bookings, [updating(present(changed), pending(1))]);
      expect(again).toStrictEqual({ ...pending(1), id: before.id, version: before.version + 2 });
      expect(await bookings.find(owner, before.id)).toStrictEqual(again);
    });

    it('booking#one-per-order-item: a second booking of one order item is stale, and writes nothing', async () => {
      const { bookings } = harness().ports;
      const [first] = await keep(bookings, pending(1));
      const twin = { ...pending(2), order: pending(1).order };
      const outcome = await bookings.commitAll([creating(twin, { messages: [mail('confirmation_request')] })]);
      expect(outcome).toEqual({ type: 'stale' });
      expect(await bookings.findByOrders(system, [asOrderId(1001), asOrderId(1002)])).toEqual([first]);
      expect(await harness().jobs()).toEqual([]);
      expect(await harness().deliveryRows()).toEqual([]);
    });

    it('an update of an older version is stale, and writes nothing', async () => {
      const { bookings } = harness().ports;
      const before = await keepWith(bookings, pending(1), []);
      const [after] = await commit(bookings, [updating(before, confirmed(pending(1)))]);
      const timeline = await bookings.timeline(office, before.id);
      const late = updating(before, declined(pending(1)), {
        events: [reminded],
        messages: [mail('decline_confirmation'), { type: 'open_ticket', reason: 'declined' }],
      });
      expect(await bookings.commitAll([late])).toEqual({ type: 'stale' });
      expect(await bookings.find(office, before.id)).toStrictEqual(after);
      expect(await bookings.timeline(office, before.id)).toEqual(timeline);
      expect(await harness().deliveryRows()).toEqual([]);
      expect(await harness().jobs()).toEqual([]);
    });

    it('an update of a booking that is not there is stale', async () => {
      const { bookings } = harness().ports;
      const gone = { ...pending(1), id: asBookingId(424_242), version: 1 };
      expect(await bookings.commitAll([updating(gone, confirmed(pending(1)))])).toEqual({ type: 'stale' });
      expect(await bookings.findByOrders(system, [asOrderId(1001)])).toEqual([]);
    });

    it.each(['first', 'last'] as const)('one stale change, the %s, undoes all the others', async (place) => {
      const { bookings } = harness().ports;
      const [a, b] = await keep(bookings, pending(1), pending(2));
      await commit(bookings, [updating(present(b), confirmed(pending(2)))]);
      const stale = updating(present(b), declined(pending(2)));
      const good = [
        updating(present(a), confirmed(pending(1)), { events: [reminded], messages: [mail('receipt')] }),
        creating(pending(3), { messages: [mail('confirmation_request')] }),
      ];
      const changes = place === 'first' ? [stale, ...good] : [...good, stale];
      expect(await bookings.commitAll(changes)).toEqual({ type: 'stale' });
      expect(await bookings.find(office, present(a).id)).toStrictEqual(a);
      expect(await bookings.findByOrders(system, [asOrderId(1003)])).toEqual([]);
      expect(await bookings.timeline(office, present(a).id)).toHaveLength(1);
      expect(await harness().deliveryRows()).toEqual([]);
      expect(await harness().jobs()).toEqual([]);
    });

    it('a database error in the last change undoes the others: no two bookings share a link', async () => {
      const { bookings } = harness().ports;
      const [a] = await keep(bookings, pending(1));
      const sharing = { ...pending(3), token: pending(1).token };
      const changes = [creating(pending(2), { messages: [mail('confirmation_request')] }), creating(sharing)];
      await expect(bookings.commitAll(changes)).rejects.toThrow();
      expect(await bookings.findByOrders(system, [asOrderId(1001), asOrderId(1002), asOrderId(1003)])).toEqual([a]);
      expect(await harness().deliveryRows()).toEqual([]);
      expect(await harness().jobs()).toEqual([]);
    });

    it('booking#edited-order: an edited order passes its link to the replacing booking, in one transaction', async () => {
      const { bookings } = harness().ports;
      const [old] = await keep(bookings, pending(1));
      const { token } = pending(1);
      const spare = pending(77).token;
      const ended = cancelled(pending(1), { cause: 'replaced', replacedBy: pending(2).order });
      const [endedNow, successor] = await commit(bookings, [
        updating(
          present(old),
          { ...ended, token: spare },
          { events: [{ type: 'token_replaced', at: NOW, token: spare }] },
        ),
        creating({ ...pending(2), token }),
      ]);
      expect(await bookings.findByTokenDigest(system, token.digest)).toStrictEqual(successor);
      expect(await bookings.findByTokenDigest(system, spare.digest)).toStrictEqual(endedNow);
    });

    describe('reminders#hard-bounce: a bounced address is marked in the same transaction', () => {
      const bounced = { customerNumber: OWNER, address: 'KURSE@example.org', at: NOW + 7, reason: 'bounced' } as const;
      const mark = { at: NOW + 7, reason: 'bounced' };
      const partner: Partner = {
        customerNumber: OWNER,
        name: 'Kochschule Muster',
        email: 'kurse@example.org',
        phone: null,
        language: 'de',
        active: true,
        holidays: null,
        addressMark: null,
        addressCorrection: null,
      };
      const markOf = async () => (await harness().ports.partners.find(OWNER))?.addressMark;

      it.each([0, 1, 2])('together with %s changes', async (count) => {
        const { bookings, partners } = harness().ports;
        await partners.save(partner);
        await partners.save({ ...partner, customerNumber: asCustomerNumber('P-2') });
        const kept = await keep(bookings, ...[pending(1), pending(2)].slice(0, count));
        const changes = kept.map((before, n) => updating(before, confirmed(pending(n + 1))));
        expect(await bookings.commitAll(changes, bounced)).toMatchObject({ type: 'committed' });
        expect(await markOf()).toEqual(mark);
        expect((await partners.find(asCustomerNumber('P-2')))?.addressMark).toBeNull();
      });

      it.each([1, 2])('not when one of %s changes is stale', async (count) => {
        const { bookings, partners } = harness().ports;
        await partners.save(partner);
        const kept = await keep(bookings, ...[pending(1), pending(2)].slice(0, count));
        await commit(bookings, [updating(present(kept.at(-1)), confirmed(pending(count)))]);
        const changes = kept.map((before, n) => updating(before, declined(pending(n + 1))));
        expect(await bookings.commitAll(changes, bounced)).toEqual({ type: 'stale' });
        expect(await markOf()).toBeNull();
      });

      it.each([
        ['another address', { ...partner, email: 'neu@example.org' }],
        ['none', { ...partner, email: null }],
      ])('is stale when the partner has %s by now, and changes nothing', async (_, now) => {
        const { bookings, partners } = harness().ports;
        await partners.save(now);
        const [before] = await keep(bookings, pending(1));
        const change = updating(present(before), confirmed(pending(1)), { messages: [mail('receipt')] });
        expect(await bookings.commitAll([change], bounced)).toEqual({ type: 'stale' });
        expect(await bookings.commitAll([], bounced)).toEqual({ type: 'stale' });
        expect(await bookings.find(office, present(before).id)).toEqual(before);
        expect(await harness().deliveryRows()).toEqual([]);
        expect(await markOf()).toBeNull();
      });
    });

    it('I4: of twenty changes of one booking at once exactly one is made', async () => {
      const { bookings } = harness().ports;
      const [before] = await keep(bookings, pending(1));
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const answer = i % 2 === 0 ? confirmed(pending(1)) : declined(pending(1));
          return bookings.commitAll([updating(present(before), answer, { events: [{ ...reminded, at: NOW + i }] })]);
        }),
      );
      const winners = outcomes.flatMap((outcome) => (outcome.type === 'committed' ? outcome.bookings : []));
      expect(winners).toEqual([await bookings.find(office, present(before).id)]);
      expect(await bookings.timeline(office, present(before).id)).toHaveLength(2);
    });

    it('F4: of twenty creations of one order item at once exactly one is made', async () => {
      const { bookings } = harness().ports;
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const twin = { ...pending(i), order: pending(0).order };
          return bookings.commitAll([
            creating(twin, { events: [registered(twin)], messages: [mail('confirmation_request')] }),
          ]);
        }),
      );
      expect(outcomes.filter((outcome) => outcome.type === 'committed')).toHaveLength(1);
      expect(await bookings.findByOrders(system, [asOrderId(1000)])).toHaveLength(1);
      expect(await harness().deliveryRows()).toHaveLength(1);
      expect(await harness().jobs()).toHaveLength(1);
    });
  });
};
