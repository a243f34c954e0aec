import {
  asBookingId,
  type BookingId,
  HOUR_MS,
  type KeptVisit,
  MAX_VISIT_ROWS,
  MAX_WRONG_ANSWERS,
  MINUTE_MS,
  type NewVisit,
  SAME_VISIT_MS,
  SECOND_MS,
} from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { keep, present } from './commits.ts';
import { NOW, office, pending } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const WITHIN = 10 * SECOND_MS;

/** Everything the `LinkVisits` port promises. */
export const linkVisitsTests: PersistenceTests = (harness) => {
  const ports = () => harness().ports.linkVisits;
  const aBooking = async (n = 1): Promise<BookingId> =>
    present((await keep(harness().ports.bookings, pending(n)))[0]).id;
  const look = (bookingId: BookingId, over: Partial<NewVisit> = {}): NewVisit => ({
    bookingId,
    link: 'confirm',
    kind: 'click',
    verdict: 'ask',
    signs: [],
    sinceMailMs: 90 * SECOND_MS,
    at: NOW,
    ...over,
  });
  const rowsOf = (id: BookingId): Promise<readonly KeptVisit[]> => ports().ofBooking(office, id);

  it('links#visits-kept: a visit is read as it was kept, in the order of time, of its booking alone', async () => {
    const [id, other] = [await aBooking(), await aBooking(2)];
    const press = look(id, {
      kind: 'press',
      link: 'take_back',
      verdict: 'ask_again',
      signs: ['too_soon', 'trap', 'answered_wrong'],
      sinceMailMs: null,
      at: NOW - MINUTE_MS,
    });
    await ports().keep(look(id));
    await ports().keep(press);
    const { bookingId: _, at, ...pressed } = press;
    const { bookingId: __, at: ___, ...looked } = look(id);
    expect(await rowsOf(id)).toStrictEqual([
      { ...pressed, firstAt: at, lastAt: at, visits: 1 },
      { ...looked, firstAt: NOW, lastAt: NOW, visits: 1 },
    ]);
    expect(await rowsOf(other)).toEqual([]);
  });

  it('links#visits-kept: the same again within ten seconds is counted, later or other is a row', async () => {
    const id = await aBooking();
    for (const at of [NOW, NOW + SAME_VISIT_MS, NOW + 2 * SAME_VISIT_MS, NOW - 1]) await ports().keep(look(id, { at }));
    const [row, ...more] = await rowsOf(id);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ firstAt: NOW - 1, lastAt: NOW + 2 * SAME_VISIT_MS, visits: 4 });
    const later = look(id, { at: NOW + 3 * SAME_VISIT_MS + 1 });
    const others: readonly Partial<NewVisit>[] = [
      { kind: 'probe' },
      { verdict: 'refuse' },
      { signs: ['known'] },
      { link: 'decline' },
    ];
    for (const visit of [later, ...others.map((over) => look(id, over))]) await ports().keep(visit);
    expect((await rowsOf(id)).map(({ visits }) => visits).sort()).toEqual([1, 1, 1, 1, 1, 4]);
  });

  it('links#visits-kept: a flood fills no table, and is still seen by those who ask what was opened', async () => {
    const id = await aBooking();
    const far = (n: number) => NOW + n * MINUTE_MS;
    for (let n = 0; n < MAX_VISIT_ROWS + 5; n += 1) await ports().keep(look(id, { kind: 'probe', at: far(n) }));
    const last = far(MAX_VISIT_ROWS + 60);
    await ports().keep(look(id, { kind: 'click', at: last }));
    await ports().keep(look(id, { link: 'decline', at: last }));
    const rows = await rowsOf(id);
    expect(rows).toHaveLength(MAX_VISIT_ROWS + 1);
    expect(rows.reduce((sum, { visits }) => sum + visits, 0)).toBe(MAX_VISIT_ROWS + 7);
    expect(await ports().openedNear(id, last, WITHIN)).toEqual(['confirm', 'decline']);
  });

  it('links#visits-kept: many at once go past the limit by no more than write at the same moment', async () => {
    const id = await aBooking();
    const visits = Array.from({ length: 300 }, (_, n) => look(id, { kind: 'probe', at: NOW + n * MINUTE_MS }));
    await Promise.all(visits.map((visit) => ports().keep(visit)));
    const rows = await rowsOf(id);
    expect(rows.length).toBeLessThan(MAX_VISIT_ROWS + 30);
    expect(rows.reduce((sum, row) => sum + row.visits, 0)).toBe(300);
  });

  it('links#press: which links were opened within so long before or after, each booking for itself', async () => {
    const [id, other] = [await aBooking(), await aBooking(2)];
    await ports().keep(look(id, { at: NOW }));
    await ports().keep(look(id, { link: 'decline', kind: 'probe', at: NOW + 30 * SECOND_MS }));
    await ports().keep(look(id, { link: 'decline_from_page', at: NOW }));
    await ports().keep(look(id, { link: 'take_back', kind: 'press', at: NOW }));
    await ports().keep(look(other, { link: 'decline', at: NOW }));
    const near = (at: number) => ports().openedNear(id, at, WITHIN);
    expect(await near(NOW)).toEqual(['confirm']);
    expect(await near(NOW + 10 * SECOND_MS)).toEqual(['confirm']);
    expect(await near(NOW + 10 * SECOND_MS + 1)).toEqual([]);
    expect(await near(NOW + 20 * SECOND_MS)).toEqual(['decline']);
    expect(await near(NOW + 40 * SECOND_MS)).toEqual(['decline']);
    expect(await near(NOW + 40 * SECOND_MS + 1)).toEqual([]);
    expect(await near(NOW - 10 * SECOND_MS)).toEqual(['confirm']);
    expect(await near(NOW - 10 * SECOND_MS - 1)).toEqual([]);
  });

  it('links#press-question: of many answers at once five are taken, each booking’s its own', async () => {
    const [id, other] = [await aBooking(), await aBooking(2)];
    const all = await Promise.all(Array.from({ length: 31 }, () => ports().takeAnswer(id, NOW)));
    const taken = all.filter((before) => before !== undefined);
    expect(taken.sort()).toEqual([0, 1, 2, 3, 4]);
    expect(taken).toHaveLength(MAX_WRONG_ANSWERS);
    expect(await ports().answersTaken(id, NOW)).toBe(MAX_WRONG_ANSWERS);
    expect(await ports().answersTaken(other, NOW)).toBe(0);
    expect(await ports().takeAnswer(other, NOW)).toBe(0);
  });

  it('links#press-question: an answer counts for an hour', async () => {
    const id = await aBooking();
    for (let n = 0; n < MAX_WRONG_ANSWERS; n += 1) expect(await ports().takeAnswer(id, NOW + n * MINUTE_MS)).toBe(n);
    expect(await ports().takeAnswer(id, NOW + HOUR_MS - 1)).toBeUndefined();
    expect(await ports().answersTaken(id, NOW + HOUR_MS - 1)).toBe(5);
    expect(await ports().answersTaken(id, NOW + HOUR_MS)).toBe(4);
    expect(await ports().takeAnswer(id, NOW + HOUR_MS)).toBe(4);
    expect(await ports().takeAnswer(id, NOW + HOUR_MS)).toBeUndefined();
  });

  it('links#press-question: who knew the answer gives all of them back', async () => {
    const [id, other] = [await aBooking(), await aBooking(2)];
    for (const one of [id, id, other]) await ports().takeAnswer(one, NOW);
    await ports().forgiveAnswers(id);
    await ports().forgiveAnswers(asBookingId(424_242));
    expect([await ports().answersTaken(id, NOW), await ports().answersTaken(other, NOW)]).toEqual([0, 1]);
  });

  it('links#visits-kept: what is older than an instant is forgotten, and no more', async () => {
    const id = await aBooking();
    await ports().keep(look(id, { at: NOW }));
    await ports().keep(look(id, { at: NOW + MINUTE_MS }));
    await ports().takeAnswer(id, NOW);
    expect(await ports().forget(NOW)).toBe(0);
    expect(await ports().forget(NOW + 1)).toBe(2);
    expect((await rowsOf(id)).map(({ firstAt }) => firstAt)).toEqual([NOW + MINUTE_MS]);
    expect(await ports().answersTaken(id, NOW)).toBe(0);
  });
};

/** Holds an adapter of `LinkVisits` to the port. */
export function linkVisitsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`LinkVisits: ${name}`, open, linkVisitsTests);
}
