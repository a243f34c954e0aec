import { paths, withQuery } from '@miomente/booking-paths';
import { anyText, customerNumber, id, lenient, pageNumber } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { listField } from '../dashboard/notice-address.ts';
import { officeGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** The actions behind the buttons of the office's lists, and the way to a ticket. */
export function officeActionPages(deps: PagesDeps): readonly Page[] {
  const gate = officeGate(deps);
  return [
    page({
      method: 'post',
      address: paths.resendDelivery,
      about: 'Sends a delivery again that had failed for good',
      gate,
      params: { id },
      form: { page: lenient(pageNumber, null) },
      comeBack: () => paths.deliveries.at(),
      answers: { 303: 'The list, which says what became of it' },
      handle: async ({ who: { session }, params, form }) => {
        const resent = await deps.deliveries.resend(session.scope, params.id, deps.clock.now());
        return leadsTo(
          withQuery(paths.deliveries.at(), { delivery: resent ? 'resent' : 'not_resent', page: form.page }),
        );
      },
    }),
    page({
      method: 'get',
      address: paths.ticket,
      about: 'A ticket in the ticket system',
      gate,
      params: { ticketId: anyText },
      answers: { 303: 'The ticket system’s own page' },
      problems: ['not_found', 'unavailable'],
      handle: async ({ params }) => {
        const address = (await deps.ticketSystem?.addressOf(params.ticketId)) ?? null;
        if (address === null) throw new HttpProblem('not_found');
        return leadsTo(address);
      },
    }),
    page({
      method: 'post',
      address: paths.clearMark,
      about: 'Says that a partner’s address works again, and sends what is still pending',
      gate,
      params: { customerNumber },
      form: { back: listField },
      comeBack: () => paths.markedAddresses.at(),
      answers: { 303: 'The list it was pressed on, saying so' },
      handle: async ({ params, form }) => {
        if ((await deps.clearAddressMark(params.customerNumber)) === undefined) throw new HttpProblem('not_found');
        const [back = ''] = (form.back ?? paths.markedAddresses.at()).split('?', 1);
        return leadsTo(withQuery(back, { cleared: params.customerNumber }));
      },
    }),
  ];
}
