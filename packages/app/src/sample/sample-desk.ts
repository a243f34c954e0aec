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
import { handInReply, type RepliedTo } from './hand-in-reply.ts';

/** Dependencies of {@link makeSampleDesk}. */
export interface SampleDeskDeps {
  readonly shop: SampleShop;
  readonly mailbox: LocalMailbox;
  readonly ticketDesk: LocalTicketDesk;
  readonly previews: SampleDesk['previews'];
  /** Known only once the server listens. */
  readonly webhook: () => WebhookTarget;
  /** Where answers to mails are handed in; null for nowhere. */
  readonly inboundMail: WebhookTarget | null;
}

/** The stand-ins, in the form that the sample pages expect. */
export function makeSampleDesk({
  shop,
  mailbox,
  ticketDesk,
  previews,
  webhook,
  inboundMail,
}: SampleDeskDeps): SampleDesk {
  const mailOf = ({ id, kind, receivedAt, letter }: KeptMail): SampleMail => {
    const canReply = inboundMail !== null && (letter?.replyTo ?? null) !== null;
    return { id, kind, at: receivedAt, letter, canReply };
  };
  return {
    mails: async (request) => {
      const { entries, total } = await mailbox.list(request);
      return { entries: entries.map(mailOf), total };
    },
    mail: async (id) => {
      const mail = await mailbox.find(id);
      return mail === undefined ? undefined : mailOf(mail);
    },
    reply: async ({ id }, text) => {
      const mail = await mailbox.find(id);
      const repliedTo = mail === undefined ? undefined : answerable(mail);
      if (inboundMail === null || repliedTo === undefined) throw new Error('This mail can’t be answered.');
      const verdict = await handInReply(inboundMail, { repliedTo, text, at: new Date() });
      return verdict === 'taken' ? 'taken' : 'not_taken';
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

/** What a mail program knows of a mail that it answers; undefined when its answers go to no booking. */
function answerable({ messageId, language, receivedAt, letter }: KeptMail): RepliedTo | undefined {
  const replyTo = letter?.replyTo ?? null;
  if (letter === null || replyTo === null) return undefined;
  const { to, subject, text } = letter;
  return { messageId, language, sentAt: new Date(receivedAt), author: to, replyTo, subject, text };
}

function ticketOf(ticket: LocalTicket): SampleTicket {
  const { ticketId, title, text, openedAt, closedAt, notes } = ticket;
  const lines = notes.map(({ text: body, notedAt }) => ({ body, notedAt }));
  return { ticketId, subject: title, body: text, openedAt, closedAt, notes: lines };
}
