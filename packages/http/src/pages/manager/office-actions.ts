import { readForm } from '../../body/read-form.ts';
import { seeOther } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { bookingIdOf, type Visit } from '../dashboard/gate.ts';
import { listNamed } from '../dashboard/notice-address.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { customerNumberOf } from './cleared-partner.ts';
import { ADDRESSES_PATH, DELIVERIES_PATH } from './deliveries-page.tsx';

type OfficeVisit = Visit<ManagerSession>;

/** "Send again": back to the list, which says what became of it. */
export async function resend(deps: PagesDeps, { ctx, session }: OfficeVisit): Promise<void> {
  const form = await readForm(ctx, deps.settings.limits);
  const resent = await deps.deliveries.resend(session.scope, bookingIdOf(ctx), deps.clock.now());
  const params = new URLSearchParams({ delivery: resent ? 'resent' : 'not_resent' });
  const page = form.get('page');
  if (page !== undefined && /^[1-9]\d{0,6}$/.test(page)) params.set('page', page);
  seeOther(ctx, `${DELIVERIES_PATH}?${params}`);
}

/** "Address works again": the mark goes, and requests that are still pending are sent. */
export async function clearMark(deps: PagesDeps, { ctx }: OfficeVisit): Promise<void> {
  const form = await readForm(ctx, deps.settings.limits);
  const customerNumber = customerNumberOf(ctx);
  if ((await deps.clearAddressMark(customerNumber)) === undefined) throw new HttpProblem('not_found');
  const [back = ''] = (listNamed(form.get('back')) ?? ADDRESSES_PATH).split('?', 1);
  seeOther(ctx, `${back}?${new URLSearchParams({ cleared: customerNumber })}`);
}
