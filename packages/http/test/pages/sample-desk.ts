import { BOOKING_MAIL_KINDS, bookingsIn, type Mail } from '@miomente/booking-domain';
import { type SampleDesk, type SampleMail, type SampleTicket, tryOut } from '@miomente/booking-try-out';
import type { MorePages } from '../../src/pages/more-pages.ts';
import type { World } from '../world.ts';
import { book } from './orders.ts';

/** The try-out over the in-memory external systems. */
export const sampleDesk = (world: () => World): MorePages => tryOut(deskOver(world));

function deskOver(world: () => World): SampleDesk {
  const tickets = (): readonly SampleTicket[] =>
    world().desk.tickets.map(({ ticketId, notes }) => ({
      ticketId,
      subject: 'Umbuchung: Sushi-Kurs für Anfänger, #100012345',
      body: 'Der Partner hat abgelehnt.\nGrund: Kapazität erschöpft',
      openedAt: world().clock.now(),
      closedAt: null,
      notes: notes.map(() => ({ body: 'Die Buchung wurde storniert.', notedAt: world().clock.now() })),
    }));
  const mails = (): readonly SampleMail[] => world().mailer.accepted.map(toSampleMail).reverse();
  return {
    mails: async ({ page, perPage }) => pageOf(mails(), page, perPage),
    mail: async (id) => mails().find((mail) => mail.id === id),
    reply: async ({ id }, text) => {
      const { to, replyTo = '' } = world().mailer.accepted[id - 1] ?? noMail(id);
      const verdict = await world().deps.takeReply({
        key: `reply to ${id}`,
        recipients: [replyTo],
        author: to.address,
        origin: 'person',
        text,
      });
      return verdict === 'taken' ? 'taken' : 'not_taken';
    },
    tickets: async ({ page, perPage }) => pageOf(tickets(), page, perPage),
    ticket: async (id) => tickets().find(({ ticketId }) => ticketId === id),
    placeSampleOrder: async () => {
      const { order } = await book(world(), { lastName: 'Beispiel' });
      return { orderNumber: order.orderNumber };
    },
    accounts: async () => [
      { name: 'Kochschule Beispiel', address: 'kochschule@example.org', role: 'partner' },
      { name: 'Miomente', address: 'office@example.org', role: 'manager' },
    ],
    previews: {
      kinds: [...BOOKING_MAIL_KINDS, 'login_link'],
      mail: (kind, language) => ({
        subject: language === 'de' ? 'Neue Buchung' : 'New booking',
        html: `<!doctype html><html lang="${language}"><head><title>Mail</title></head><body style="font-family: sans-serif"><h1>${kind}</h1><p><a href="/sample/previews#confirm">Weiter</a></p></body></html>`,
        text: `${kind}\n\nWeiter: /sample/previews#confirm`,
      }),
    },
  };
}

function pageOf<Entry>(all: readonly Entry[], page: number, perPage: number) {
  return { entries: all.slice((page - 1) * perPage, page * perPage), total: all.length };
}

function noMail(id: number): never {
  throw new Error(`There is no mail ${id}.`);
}

function toSampleMail({ to, content, replyTo }: Mail, index: number): SampleMail {
  const [first] = bookingsIn(content);
  const url = content.kind === 'login_link' ? content.loginUrl : (first?.links?.confirmUrl ?? first?.portalUrl ?? '/');
  const path = new URL(url).pathname;
  return {
    id: index + 1,
    kind: content.kind,
    at: Date.parse('2025-03-03T09:00:00Z'),
    canReply: replyTo !== undefined,
    letter: {
      to,
      subject: first === undefined ? 'Ihr Anmeldelink' : `Neue Buchung: ${first.customer.name}`,
      html: `<!doctype html><html lang="de"><head><title>Mail</title></head><body style="font-family: sans-serif"><h1>Neue Buchung</h1><p><a href="${path}">Weiter</a></p></body></html>`,
      text: `Neue Buchung\n\nWeiter: ${path}`,
    },
  };
}
