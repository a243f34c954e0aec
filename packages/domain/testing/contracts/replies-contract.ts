import {
  type BookingChange,
  HOUR_MS,
  managerScope,
  type NewReply,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { commit, keep, present, updating } from './commits.ts';
import { NOW, OWNER, pending } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const office = managerScope('office@example.org');
const system = systemScope('answers to mails');
const actor = { type: 'partner', customerNumber: OWNER } as const;
const KEY = 'a'.repeat(64);

const aReply = (over: Partial<NewReply> = {}): NewReply => ({
  mailKey: KEY,
  at: NOW,
  text: 'Ja, aber erst um elf.',
  ...over,
});
const wrote = (before: Stored, reply: NewReply): BookingChange => ({
  ...(updating(before, before, { events: [{ type: 'partner_wrote', at: reply.at, actor }] }) as Extract<
    BookingChange,
    { type: 'update' }
  >),
  reply,
});

/** Everything the `Replies` port promises. */
export const repliesTests: PersistenceTests = (harness) => {
  it('replies#note: is kept with its booking’s change, as it was written', async () => {
    const { bookings, replies } = harness().ports;
    const text = `Grüße 👩‍🍳\n\n"O'Neill" %_\\ ${'ä'.repeat(3_000)}`;
    const [first, other] = await keep(bookings, pending(1), pending(2));
    await commit(bookings, [wrote(present(first), aReply({ text })), wrote(present(other), aReply({ at: NOW + 1 }))]);
    const { id } = present(first);
    expect(await replies.about(office, [id])).toEqual([{ bookingId: id, at: NOW, text }]);
    expect((await replies.about(system, [present(other).id, id, id])).map(({ at }) => at)).toEqual([NOW, NOW + 1]);
    expect(await replies.about(office, [])).toEqual([]);
    expect((await bookings.timeline(office, id)).at(-1)).toMatchObject({ type: 'partner_wrote', at: NOW, details: {} });
  });

  it('replies#once: a mail is known by its key once something of it is kept', async () => {
    const { bookings, replies } = harness().ports;
    const [booking] = await keep(bookings, pending(1));
    expect(await replies.isKept(system, KEY)).toBe(false);
    await commit(bookings, [wrote(present(booking), aReply())]);
    expect(await replies.isKept(system, KEY)).toBe(true);
    expect(await replies.isKept(system, 'b'.repeat(64))).toBe(false);
  });

  it('replies#once: nothing is kept with a change that was too late, and nothing of the others either', async () => {
    const { bookings, replies } = harness().ports;
    const [booking, other] = await keep(bookings, pending(1), pending(2));
    await commit(bookings, [wrote(present(booking), aReply())]);
    const again = [wrote(present(other), aReply({ mailKey: 'c'.repeat(64) })), wrote(present(booking), aReply())];
    expect((await bookings.commitAll(again)).type).toBe('stale');
    expect(await replies.isKept(system, 'c'.repeat(64))).toBe(false);
    expect(await replies.about(office, [present(booking).id, present(other).id])).toHaveLength(1);
  });

  it('replies#once: of many who keep the same mail at once, one does', async () => {
    const { bookings, replies } = harness().ports;
    const booking = present((await keep(bookings, pending(1)))[0]);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => bookings.commitAll([wrote(booking, aReply())])));
    expect(outcomes.filter(({ type }) => type === 'committed')).toHaveLength(1);
    expect(await replies.about(office, [booking.id])).toHaveLength(1);
  });

  it('orders#customer-data-ends: texts are erased with their bookings; the mail is known still', async () => {
    const { bookings, replies } = harness().ports;
    const [booking, other] = await keep(bookings, pending(1), pending(2));
    await commit(bookings, [wrote(present(booking), aReply()), wrote(present(other), aReply())]);
    await replies.forget(system, [present(booking).id]);
    expect(await replies.about(office, [present(booking).id, present(other).id])).toEqual([
      { bookingId: present(booking).id, at: NOW, text: null },
      { bookingId: present(other).id, at: NOW, text: 'Ja, aber erst um elf.' },
    ]);
    expect(await replies.isKept(system, KEY)).toBe(true);
  });

  it('calls#silence: when the partner last wrote is told, of what an edit replaced too', async () => {
    const { bookings, calls } = harness().ports;
    const [booking, quiet] = await keep(bookings, pending(1), pending(2));
    const [once] = await commit(bookings, [wrote(present(booking), aReply())]);
    await commit(bookings, [wrote(present(once), aReply({ mailKey: 'd'.repeat(64), at: NOW + HOUR_MS }))]);
    const facts = await calls.contacts(office, [present(booking).id, present(quiet).id]);
    expect(facts.get(present(booking).id)?.wroteAt).toBe(NOW + HOUR_MS);
    expect(facts.get(present(quiet).id)?.wroteAt).toBeNull();
  });
};

/** Holds an adapter of `Replies` to the port. */
export function repliesContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Replies: ${name}`, open, repliesTests);
}
