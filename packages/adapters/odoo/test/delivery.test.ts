import { asBookingId, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import type { Misbehaviour } from './odoo/server.ts';
import { OFFICE, outboxOf } from './outbox.ts';
import { deskOn, odooServer, promised, SHORT_MS } from './setup.ts';

const server = await odooServer();
const { database } = server;
const decline = { scope: OFFICE, reason: 'capacity_full' } as const;

const isWriting = ({ method }: { readonly method: string }): boolean => ['load', 'message_post'].includes(method);

describe('I3 exactly one ticket, whatever the network does', () => {
  test.each(['lost', 'cut'] as const)(
    'F16 Odoo commits and its answer is %s: the retry finds the ticket',
    async (type) => {
      const clock = new SettableClock();
      const {
        ports,
        deliverDue,
        decline: declining,
      } = await outboxOf(1, clock, [deskOn(server, { clock, timeoutMs: 2_000 })]);
      await declining({ ...decline, id: asBookingId(1) });
      server.failNext({ type }, 'load');
      expect(await deliverDue()).toContainEqual(expect.objectContaining({ type: 'later', failed: true }));
      expect(database.tickets).toHaveLength(1);
      database.change(1, { description: 'Phoned at noon' });
      clock.advance(MINUTE_MS);
      expect(await deliverDue()).toContainEqual({ type: 'done', providerId: 'HT00001' });
      expect(database.tickets).toMatchObject([{ description: 'Phoned at noon' }]);
      expect((await ports.bookings.find(OFFICE, asBookingId(1)))?.ticket?.id).toBe('HT00001');
      expect(server.count('load')).toBe(1);
    },
  );

  test('F17 the retry comes while Odoo is still creating the ticket: it waits for the first one', async () => {
    const clock = new SettableClock();
    const { deliverDue, decline: declining } = await outboxOf(1, clock, [
      deskOn(server, { clock, timeoutMs: SHORT_MS }),
    ]);
    await declining({ ...decline, id: asBookingId(1) });
    const commit = promised<void>();
    database.beforeCommit = () => commit.promise;
    expect(await deliverDue()).toContainEqual(expect.objectContaining({ type: 'later', failed: true }));
    clock.advance(MINUTE_MS);
    const retried = await deliverDue();
    expect(retried).toContainEqual(
      expect.objectContaining({ type: 'later', reason: expect.stringContaining('at this ticket already') }),
    );
    expect(database.tickets).toEqual([]);
    commit.resolve();
    clock.advance(MINUTE_MS);
    expect(await deliverDue()).toContainEqual({ type: 'done', providerId: 'HT00001' });
    expect(database.tickets).toHaveLength(1);
  });

  test('F17 two workers at once: one creates the ticket, the other finds it', async () => {
    const clock = new SettableClock();
    const {
      ports,
      workers,
      takeDueJobs,
      deliverDue,
      decline: declining,
    } = await outboxOf(1, clock, [deskOn(server, { clock }), deskOn(server, { clock })]);
    await declining({ ...decline, id: asBookingId(1) });
    const jobs = takeDueJobs().flatMap((job) => (job.task === 'deliver' ? [job.payload.deliveryId] : []));
    await Promise.all(jobs.flatMap((id) => workers.map((worker) => worker(id))));
    clock.advance(MINUTE_MS);
    await deliverDue();
    expect(database.tickets).toHaveLength(1);
    expect((await ports.bookings.find(OFFICE, asBookingId(1)))?.ticket?.id).toBe('HT00001');
  });

  test('F16 the answer to a note that reopens is lost: there is one note, and the ticket is open', async () => {
    const desk = deskOn(server);
    const note = { kind: 'reopened', at: 0 } as const;
    const draft = { marker: 'n-1', note, declineReason: undefined, partnerNotes: null, reactivate: true, close: false };
    const clock = new SettableClock();
    const { deliverDue, decline: declining } = await outboxOf(1, clock, [desk]);
    await declining({ ...decline, id: asBookingId(1) });
    await deliverDue();
    for (const method of ['write', 'message_post']) {
      database.change(1, database.edition.closedBy);
      server.failNext({ type: 'lost' }, method);
      await expect(desk.addNote('HT00001', { ...draft, marker: method })).rejects.toThrow('Odoo does not answer');
      await desk.addNote('HT00001', { ...draft, marker: method });
      expect(database.tickets.map(database.edition.isClosed)).toEqual([false]);
    }
    expect(database.notes(1)).toHaveLength(2);
  });

  test.each(['message_post', 'write'])(
    '%s returns nothing, which Odoo reports as a fault: it counts as done',
    async (method) => {
      const clock = new SettableClock();
      const desk = deskOn(server, { clock });
      const { deliverDue, decline: declining } = await outboxOf(1, clock, [desk]);
      await declining({ ...decline, id: asBookingId(1) });
      await deliverDue();
      database.change(1, database.edition.closedBy);
      database.silent.add(method);
      const note = { kind: 'reopened', at: 0 } as const;
      await desk.addNote('HT00001', {
        marker: 'n',
        note,
        declineReason: undefined,
        partnerNotes: null,
        reactivate: true,
        close: false,
      });
      expect(database.notes(1)).toHaveLength(1);
      expect(database.tickets.map(database.edition.isClosed)).toEqual([false]);
    },
  );
});

describe('F18 Odoo is down for hours', () => {
  const downs: readonly Misbehaviour[] = [{ type: 'reset' }, { type: 'answer', status: 502, body: '<html>' }];

  test.each(downs)('%j: declines succeed, calls are few, tickets come later, reminders are on time', async (how) => {
    const clock = new SettableClock();
    const {
      ports,
      mailer,
      deliverDue,
      decline: declining,
      sweep,
    } = await outboxOf(21, clock, [deskOn(server, { clock })]);
    server.failWhile(() => how);
    for (let id = 1; id <= 20; id++) expect((await declining({ ...decline, id: asBookingId(id) })).ok).toBe(true);
    for (let minute = 0; minute < 8 * 60; minute++) {
      await deliverDue();
      clock.advance(MINUTE_MS);
    }
    expect(server.seen.length).toBeLessThan(80);
    expect(await ports.deliveries.ticketDeskIsFailing()).toBe(true);
    clock.advance(16 * HOUR_MS);
    expect((await sweep()).firstReminders).toBe(1);
    await deliverDue();
    expect(mailer.accepted.filter(({ content }) => content.kind === 'first_reminder')).toHaveLength(1);
    server.failWhile(undefined);
    for (let turn = 0; turn < 40; turn++) {
      await deliverDue();
      clock.advance(MINUTE_MS);
    }
    expect(database.tickets).toHaveLength(20);
    for (let id = 1; id <= 20; id++)
      expect((await ports.bookings.find(OFFICE, asBookingId(id)))?.ticket?.id).toMatch(/^HT/);
  });
});

describe('F19 Odoo answers nonsense', () => {
  const nonsense: readonly Misbehaviour[] = [
    { type: 'answer', status: 502, body: '<html><body>Bad Gateway</body></html>' },
    { type: 'answer', body: '<html><body>Please log in</body></html>' },
    { type: 'answer', body: '<?xml version="1.0"?><methodResponse><params><param><val' },
    { type: 'answer', body: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><methodResponse></methodResponse>' },
    { type: 'endless' },
  ];

  test.each(nonsense)('%j: tried again for days, then left for a person', async (how) => {
    const clock = new SettableClock();
    const {
      ports,
      deliverDue,
      decline: declining,
    } = await outboxOf(1, clock, [deskOn(server, { clock, timeoutMs: 2_000 })]);
    await declining({ ...decline, id: asBookingId(1) });
    server.failWhile((call) => (isWriting(call) ? how : undefined));
    expect(await deliverDue()).toContainEqual(expect.objectContaining({ type: 'later', failed: true }));
    clock.advance(4 * DAY_MS);
    await deliverDue();
    const { rows: entries } = await ports.deliveries.dead(OFFICE, { page: 1, limit: 10 });
    expect(entries.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^Odoo .*check ODOO_URL/));
  });

  test('a fault about one ticket is left for a person at once; the other tickets are opened', async () => {
    const clock = new SettableClock();
    const { ports, deliverDue, decline: declining } = await outboxOf(2, clock, [deskOn(server, { clock })]);
    server.failNext({ type: 'fault', code: 2, text: 'The operation cannot be completed for Mara Muster' }, 'load');
    for (const id of [1, 2]) await declining({ ...decline, id: asBookingId(id) });
    const outcomes = await deliverDue();
    expect(outcomes).toContainEqual(
      expect.objectContaining({ type: 'dead', reason: expect.stringContaining('cannot be completed') }),
    );
    expect(database.tickets).toHaveLength(1);
    const { rows: entries } = await ports.deliveries.dead(OFFICE, { page: 1, limit: 10 });
    expect(JSON.stringify(entries)).not.toMatch(/Mara|Muster/);
  });

  test('a wrong password: the dead letter names the settings to change', async () => {
    const clock = new SettableClock();
    const env = { ODOO_API_KEY: 'another' };
    const { ports, deliverDue, decline: declining } = await outboxOf(1, clock, [deskOn(server, { clock, env })]);
    await declining({ ...decline, id: asBookingId(1) });
    for (let quarter = 0; quarter < 4 * 24 * 4; quarter++) {
      await deliverDue();
      clock.advance(15 * MINUTE_MS + SECOND_MS);
    }
    const { rows: entries } = await ports.deliveries.dead(OFFICE, { page: 1, limit: 10 });
    expect(entries.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('ODOO_USERNAME, ODOO_API_KEY and ODOO_DB'),
    );
    expect(database.tickets).toEqual([]);
  });
});
