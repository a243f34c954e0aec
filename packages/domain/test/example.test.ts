import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bookingLife } from '../example/booking-life.ts';
import { fileTicketDeskContract } from '../example/file-ticket-desk.contract.ts';
import { FileTicketDesk } from '../example/file-ticket-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'booking-example-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('the example runs a booking through its life as its README shows', async () => {
  const lines: string[] = [];
  const desk = new FileTicketDesk(join(folder, 'tickets.json'));
  const booking = await bookingLife({ say: (line) => lines.push(line), desk });
  expect(lines).toMatchInlineSnapshot(`
    [
      "2026-12-01T08:30 booking_registered: now pending",
      "  mail to the partner: confirmation_request",
      "2026-12-01T08:30 partner_asked: now pending",
      "2026-12-01T08:30 mail_accepted: now pending",
      "  mail to the partner: first_reminder",
      "2026-12-02T08:30 reminded: now pending",
      "2026-12-02T08:30 mail_accepted: now pending",
      "  mail to the partner: second_reminder",
      "2026-12-03T08:30 reminded: now pending",
      "2026-12-03T08:30 mail_accepted: now pending",
      "  ticket #1: no_answer",
      "2026-12-03T12:30 escalated: now pending",
      "  mail to the partner: receipt",
      "  note on the ticket: confirmed",
      "2026-12-03T20:30 confirmed: now confirmed",
      "2026-12-03T21:30 confirm is refused: already_processed",
      "  note on the ticket: reopened",
      "2026-12-03T22:30 reopened: now pending",
      "  note on the ticket: declined",
      "  mail to the partner: decline_confirmation",
      "2026-12-03T23:30 declined: now declined",
    ]
  `);
  expect(booking.status).toBe('declined');
  expect(await desk.tickets()).toMatchObject([{ ticketId: '#1', title: 'Order 100004711: no_answer' }]);
});

fileTicketDeskContract();
