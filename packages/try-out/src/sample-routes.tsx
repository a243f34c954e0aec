/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { MAX_REPLY_LENGTH } from '@miomente/booking-domain';
import {
  anyText,
  HttpProblem,
  id,
  leadsTo,
  lenient,
  orderNumber,
  type Page,
  type PageGate,
  page,
  pageNumber,
  type Reader,
  shows,
  text,
} from '@miomente/booking-http/pages';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { MAILS_A_PAGE, MailboxPage } from './mailbox-page.tsx';
import { previewPages } from './preview-routes.tsx';
import { REPLY_OUTCOMES, type SampleDesk, type SampleMail } from './sample-desk.ts';
import { showsLetter } from './send-letter.ts';
import { StartPage } from './start-page.tsx';
import { TICKETS_A_PAGE, TicketsPage } from './tickets-page.tsx';

/**
 * The embedded sample shop's pages: start, mailbox, tickets, previews of the mails. All are shown as to a visitor:
 * whoever walks through the sample plays several people.
 */
export function samplePages(gate: PageGate<{ readonly reader: Reader }>, desk: SampleDesk): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.root,
      about: 'The try-out’s start: leads through a booking',
      gate,
      query: { ordered: lenient(orderNumber, null) },
      answers: { 200: 'The steps' },
      handle: async ({ who: { reader }, query }) =>
        shows(<StartPage reader={reader} accounts={await desk.accounts()} ordered={query.ordered} />),
    }),
    page({
      method: 'post',
      address: paths.sampleOrders,
      about: 'Orders a course in the sample shop',
      gate,
      answers: { 303: 'The start, which names the order' },
      handle: async () => {
        const { orderNumber: ordered } = await desk.placeSampleOrder();
        return leadsTo(withQuery(paths.root.at(), { ordered }));
      },
    }),
    page({
      method: 'get',
      address: paths.mailbox,
      about: 'Every mail that the product has sent',
      gate,
      query: { page: lenient(pageNumber, 1) },
      answers: { 200: 'A page of the mailbox' },
      handle: async ({ who: { reader }, query: { page } }) => {
        const { entries, total } = await desk.mails({ page, perPage: MAILS_A_PAGE });
        return shows(
          <MailboxPage reader={reader} mails={entries} total={total} page={page} chosen={null} replied={null} />,
        );
      },
    }),
    page({
      method: 'get',
      address: paths.mailboxMail,
      about: 'One of these mails',
      gate,
      params: { id },
      query: { reply: lenient(z.enum(REPLY_OUTCOMES), null) },
      answers: { 200: 'The mail' },
      handle: async ({ who: { reader }, params, query }) => {
        const chosen = await mailOf(desk, params.id);
        const replied = query.reply === null ? null : { outcome: query.reply, office: await officeOf(desk) };
        return shows(<MailboxPage reader={reader} mails={[]} total={0} page={1} chosen={chosen} replied={replied} />);
      },
    }),
    page({
      method: 'post',
      address: paths.mailboxReply,
      about: 'Answers it as its recipient, by the real webhook for mails',
      gate,
      params: { id },
      form: { text: lenient(text(MAX_REPLY_LENGTH), '') },
      answers: { 303: 'The mail, with what became of the answer' },
      handle: async ({ params, form }) => {
        const mail = await mailOf(desk, params.id);
        if (!mail.canReply) throw new HttpProblem('not_found');
        const reply = await desk.reply(mail, form.text);
        return leadsTo(withQuery(paths.mailboxMail.at(mail), { reply }));
      },
    }),
    page({
      method: 'get',
      address: paths.mailboxLetter,
      about: 'The same, as the mail itself, for a frame',
      gate,
      params: { id },
      answers: { 200: 'The mail’s own document' },
      handle: async ({ params }) => {
        const { letter } = await mailOf(desk, params.id);
        if (letter === null) throw new HttpProblem('not_found');
        return showsLetter(letter.html);
      },
    }),
    page({
      method: 'get',
      address: paths.sampleTickets,
      about: 'The tickets of the sample office',
      gate,
      query: { page: lenient(pageNumber, 1) },
      answers: { 200: 'A page of the tickets' },
      handle: async ({ who: { reader }, query: { page } }) => {
        const { entries, total } = await desk.tickets({ page, perPage: TICKETS_A_PAGE });
        return shows(<TicketsPage reader={reader} tickets={entries} total={total} page={page} />);
      },
    }),
    page({
      method: 'get',
      address: paths.sampleTicket,
      about: 'One of these tickets',
      gate,
      params: { ticketId: anyText },
      answers: { 200: 'The ticket' },
      handle: async ({ who: { reader }, params }) => {
        const ticket = await desk.ticket(params.ticketId);
        if (ticket === undefined) throw new HttpProblem('not_found');
        return shows(<TicketsPage reader={reader} tickets={[ticket]} total={1} page={1} />);
      },
    }),
    ...previewPages(gate, desk.previews),
  ];
}

async function mailOf(desk: SampleDesk, mailId: number): Promise<SampleMail> {
  const mail = await desk.mail(mailId);
  if (mail === undefined) throw new HttpProblem('not_found');
  return mail;
}

async function officeOf(desk: SampleDesk): Promise<string | null> {
  return (await desk.accounts()).find(({ role }) => role === 'manager')?.address ?? null;
}
