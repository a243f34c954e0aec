import { SettableClock, type TicketDeskHarness, ticketDeskContract } from '@miomente/booking-domain/testing';
import { type Edition, ENTERPRISE_17, OCA_14, TASK_14, TASK_19 } from './odoo/editions.ts';
import { OdooServer } from './odoo/server.ts';
import { deskOn } from './setup.ts';

const editions: readonly (readonly [string, Edition])[] = [
  ["OCA's helpdesk.ticket on 14", OCA_14],
  ["Enterprise's helpdesk.ticket on 17.4", ENTERPRISE_17],
  ['project.task on 14', TASK_14],
  ['project.task on 19', TASK_19],
];

for (const [name, edition] of editions) {
  ticketDeskContract(`OdooTicketDesk, ${name}`, () => harnessOn(edition), { failures: true, rewriting: true });
}

async function harnessOn(edition: Edition): Promise<TicketDeskHarness> {
  const server = await OdooServer.open(edition);
  const { database } = server;
  const desk = deskOn(server, { env: { ODOO_TEAM_ID: '5' }, clock: new SettableClock() });
  const numberOf = (row: Record<string, unknown>): string => String(row['number'] ?? row['ticket_ref'] ?? row['id']);
  const idOf = (ticketId: string): number => database.tickets.find((row) => numberOf(row) === ticketId)?.id ?? 0;
  return {
    desk,
    missingTicketId: '999999',
    tickets: async () => database.tickets.map((row) => ({ ticketId: numberOf(row), closed: edition.isClosed(row) })),
    notes: async (ticketId) => database.notes(idOf(ticketId)),
    closeTicket: async (ticketId) => database.change(idOf(ticketId), edition.closedBy),
    rewrite: async (ticketId, text) => database.change(idOf(ticketId), { description: text }),
    text: async (ticketId) => String(database.tickets.find((row) => numberOf(row) === ticketId)?.['description']),
    failNext: async (kind) => {
      const isWriting = ({ method }: { readonly method: string }): boolean => ['load', 'message_post'].includes(method);
      let left = 1;
      server.failWhile((call) => {
        if (!isWriting(call) || left === 0) return undefined;
        left -= 1;
        if (kind === 'transient') return { type: 'answer', status: 502, body: '<html>Bad Gateway</html>' };
        if (kind === 'lost_answer') return { type: 'lost' };
        return {
          type: 'fault',
          code: 2,
          text: 'The ticket of Mara <mara@example.org> +49 89 000001 "Nur bis acht" is refused',
        };
      });
    },
    reset: async () => server.reset(),
    close: () => server.close(),
  };
}
