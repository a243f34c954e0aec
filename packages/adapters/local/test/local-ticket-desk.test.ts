import {
  asOrderId,
  asOrderItemId,
  PermanentFailure,
  type TicketDraft,
  type TicketNoteDraft,
} from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { LocalTicketDesk } from '../src/index.ts';
import { ticketWords } from '../src/words.ts';
import { NOW, sampleDatabase, TIME_ZONE } from './fixture.ts';
import { whileHeld } from './held.ts';

const { pool } = await sampleDatabase();
const clock = new SettableClock(NOW);
const desk = new LocalTicketDesk({ pool, clock, words: ticketWords({ language: 'de', timeZone: TIME_ZONE }) });

const draft = (key: string): TicketDraft => ({
  type: 'order_item',
  key,
  order: { orderId: asOrderId(1), orderItemId: asOrderItemId(2), orderNumber: '100000001' },
  courseName: 'Cocktails mixen: Die Klassiker',
  eventStart: NOW + 86_400_000,
  reason: 'no_partner',
});
const note = (marker: string, reactivate = false): TicketNoteDraft => ({
  marker,
  note: { kind: 'confirmed', at: NOW, channel: 'portal' },
  declineReason: undefined,
  partnerNotes: null,
  reactivate,
  close: false,
});

beforeEach(async () => {
  clock.set(NOW);
  await pool.query('truncate sample.tickets, sample.ticket_notes restart identity');
});

describe('the local ticket desk', () => {
  test('numbers tickets from T-1001 and renders them in the office’s language', async () => {
    expect(await desk.open(draft('one'))).toEqual({ ticketId: 'T-1001' });
    const ticket = await desk.find('T-1001');
    expect(ticket).toMatchObject({ key: 'one', openedAt: NOW, closedAt: null, notes: [] });
    expect(ticket?.title).toContain('Cocktails mixen');
    expect(ticket?.text).toContain('100000001');
  });

  test('delivery#exactly-one-ticket: a key opens one ticket, however many callers use it at once', async () => {
    const opened = await Promise.all(Array.from({ length: 12 }, () => desk.open(draft('one'))));
    expect(new Set(opened.map(({ ticketId }) => ticketId)).size).toBe(1);
    expect((await desk.list({ page: 1, perPage: 5 })).total).toBe(1);
  });

  test('delivery#exactly-one-ticket: of two that open the same key, the slower one gets the other’s ticket', async () => {
    const sql = "insert into sample.tickets (key, title, html, body, opened_at) values ('one', '', '', '', now())";
    const { ticketId } = await whileHeld(pool, { sql, values: [] }, () => desk.open(draft('one')));
    expect((await desk.list({ page: 1, perPage: 5 })).entries.map((ticket) => ticket.ticketId)).toEqual([ticketId]);
  });

  test('delivery#exactly-one-ticket: a note with the same marker is on the ticket once', async () => {
    const { ticketId } = await desk.open(draft('one'));
    await Promise.all(Array.from({ length: 6 }, () => desk.addNote(ticketId, note('n'))));
    await desk.addNote(ticketId, note('m'));
    expect((await desk.find(ticketId))?.notes).toHaveLength(2);
  });

  test('reminders#one-ticket: a closed ticket is reopened when a person must act again, and only then', async () => {
    const { ticketId } = await desk.open(draft('one'));
    expect(await desk.close(ticketId)).toBe(true);
    await desk.addNote(ticketId, note('for information'));
    expect((await desk.find(ticketId))?.closedAt).toBe(NOW);
    await desk.addNote(ticketId, note('act again', true));
    expect((await desk.find(ticketId))?.closedAt).toBeNull();
  });

  test('a repeated note does not reopen a ticket that a person has closed since', async () => {
    const { ticketId } = await desk.open(draft('one'));
    await desk.addNote(ticketId, note('act again', true));
    await desk.close(ticketId);
    await desk.addNote(ticketId, note('act again', true));
    expect((await desk.find(ticketId))?.closedAt).toBe(NOW);
  });

  test('closing again keeps the first time, and an unknown ticket is not closed', async () => {
    const { ticketId } = await desk.open(draft('one'));
    await desk.close(ticketId);
    clock.set(NOW + 1_000);
    await desk.close(ticketId);
    expect((await desk.find(ticketId))?.closedAt).toBe(NOW);
    expect(await desk.close('T-9')).toBe(false);
  });

  test('a note on a deleted ticket fails permanently, and says so', async () => {
    for (const gone of ['T-4711', 'HD-1', ''])
      await expect(desk.addNote(gone, note('n'))).rejects.toThrow(PermanentFailure);
  });

  test('shows the newest tickets first, page by page', async () => {
    for (const [n, key] of ['a', 'b', 'c'].entries()) {
      clock.set(NOW + n);
      await desk.open(draft(key));
    }
    const keys = async (page: number): Promise<readonly string[]> =>
      (await desk.list({ page, perPage: 2 })).entries.map((ticket) => ticket.key);
    expect([await keys(1), await keys(2)]).toEqual([['c', 'b'], ['a']]);
  });
});
