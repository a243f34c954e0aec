import {
  type KeptMail,
  type LocalMailbox,
  type LocalTicket,
  type LocalTicketDesk,
  SAMPLE_LOGINS,
  type SampleShop,
} from '@miomente/booking-local';
import type { SampleDesk, SampleMail, SampleTicket } from '@miomente/booking-try-out';
import { announceOrder, type WebhookTarget } from './announce.ts';

/** Dependencies of {@link sampleDesk}. */
export interface SampleDeskDeps {
  readonly shop: SampleShop;
  readonly mailbox: LocalMailbox;
  readonly ticketDesk: LocalTicketDesk;
  readonly previews: SampleDesk['previews'];
  /** Known only once the server listens. */
  readonly webhook: () => WebhookTarget;
}

/** The stand-ins, in the form that the sample pages expect. */
export function makeSampleDesk({ shop, mailbox, ticketDesk, previews, webhook }: SampleDeskDeps): SampleDesk {
  return {
    mails: async (request) => {
      const { entries, total } = await mailbox.list(request);
      return { entries: entries.map(mailOf), total };
    },
    mail: async (id) => {
      const mail = await mailbox.find(id);
      return mail === undefined ? undefined : mailOf(mail);
    },
    tickets: async (request) => {
      const { entries, total } = await ticketDesk.list(request);
      return { entries: entries.map(ticketOf), total };
    },
    ticket: async (ticketId) => {
      const ticket = await ticketDesk.find(ticketId);
      return ticket === undefined ? undefined : ticketOf(ticket);
    },
    placeSampleOrder: async () => {
      const order = await shop.placeOrder();
      await announceOrder(webhook(), order.orderId);
      return { orderNumber: order.orderNumber };
    },
    accounts: async () => SAMPLE_LOGINS.map(({ name, email, role }) => ({ name, address: email, role })),
    previews,
  };
}

function mailOf({ id, kind, receivedAt, letter }: KeptMail): SampleMail {
  return { id, kind, at: receivedAt, letter };
}

function ticketOf(ticket: LocalTicket): SampleTicket {
  const { ticketId, title, text, openedAt, closedAt, notes } = ticket;
  const lines = notes.map(({ text: body, notedAt }) => ({ body, notedAt }));
  return { ticketId, subject: title, body: text, openedAt, closedAt, notes: lines };
}
