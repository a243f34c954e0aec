import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ticketDeskContract } from '@miomente/booking-domain/testing';
import { FileTicketDesk } from './file-ticket-desk.ts';

/** Runs the domain's contract suite for ticket desks on the file, in any project that runs Vitest. */
export function fileTicketDeskContract(): void {
  ticketDeskContract(
    'in a file',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tickets-'));
      let tests = 0;
      let desk = new FileTicketDesk(join(folder, 'tickets-0.json'));
      return {
        get desk() {
          return desk;
        },
        missingTicketId: '#999',
        tickets: async () => (await desk.tickets()).map(({ ticketId, closed }) => ({ ticketId, closed })),
        notes: async (ticketId) => {
          const ticket = (await desk.tickets()).find((candidate) => candidate.ticketId === ticketId);
          return ticket?.notes.map(({ text }) => text) ?? [];
        },
        closeTicket: (ticketId) => desk.close(ticketId),
        reset: async () => {
          tests += 1;
          desk = new FileTicketDesk(join(folder, `tickets-${tests}.json`));
        },
        close: () => rm(folder, { recursive: true }),
      };
    },
    { failures: false, rewriting: false },
  );
}
