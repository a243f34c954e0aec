/** @jsxRuntime automatic */
/** @jsxImportSource preact */

import { seeOther, sendPage } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext, HttpRouter } from '../../request/context.ts';
import { bookingIdOf } from '../dashboard/gate.ts';
import { readerOf } from '../frame/readers.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { MAILBOX, MAILS_A_PAGE, MailboxPage } from './mailbox-page.tsx';
import { registerPreviews } from './preview-routes.tsx';
import type { SampleDesk, SampleMail } from './sample-desk.ts';
import { sendLetter } from './send-letter.ts';
import { StartPage } from './start-page.tsx';
import { TICKETS, TICKETS_A_PAGE, TicketsPage } from './tickets-page.tsx';

/** The embedded sample shop's pages: start, mailbox, tickets, previews of the mails. */
export function registerSample(router: HttpRouter, deps: PagesDeps, desk: SampleDesk): void {
  // Shown as to a visitor: whoever walks through the sample plays several people.
  const reader = (ctx: HttpContext) => readerOf(deps, ctx, undefined);

  router.get('/', async (ctx) => {
    const ordered = ctx.query['ordered'];
    const number = typeof ordered === 'string' && /^[\w-]{1,50}$/.test(ordered) ? ordered : null;
    const [accounts, page] = await Promise.all([desk.accounts(), reader(ctx)]);
    sendPage(ctx, <StartPage reader={page} accounts={accounts} ordered={number} />);
  });
  router.post('/sample/orders', async (ctx) => {
    const { orderNumber } = await desk.placeSampleOrder();
    seeOther(ctx, `/?${new URLSearchParams({ ordered: orderNumber })}`);
  });
  router.get(MAILBOX, async (ctx) => {
    const page = pageOf(ctx);
    const { entries, total } = await desk.mails({ page, perPage: MAILS_A_PAGE });
    sendPage(ctx, <MailboxPage reader={await reader(ctx)} mails={entries} total={total} page={page} chosen={null} />);
  });
  router.get(`${MAILBOX}/:id`, async (ctx) => {
    const mail = await mailOf(desk, ctx);
    sendPage(ctx, <MailboxPage reader={await reader(ctx)} mails={[]} total={0} page={1} chosen={mail} />);
  });
  router.get(`${MAILBOX}/:id/html`, async (ctx) => {
    const { letter } = await mailOf(desk, ctx);
    if (letter === null) throw new HttpProblem('not_found');
    sendLetter(ctx, letter.html);
  });
  router.get(TICKETS, async (ctx) => {
    const page = pageOf(ctx);
    const { entries, total } = await desk.tickets({ page, perPage: TICKETS_A_PAGE });
    sendPage(ctx, <TicketsPage reader={await reader(ctx)} tickets={entries} total={total} page={page} />);
  });
  registerPreviews(router, desk.previews, reader);
}

async function mailOf(desk: SampleDesk, ctx: HttpContext): Promise<SampleMail> {
  const mail = await desk.mail(bookingIdOf(ctx));
  if (mail === undefined) throw new HttpProblem('not_found');
  return mail;
}

function pageOf(ctx: HttpContext): number {
  const asked = ctx.query['page'];
  return typeof asked === 'string' && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
}
