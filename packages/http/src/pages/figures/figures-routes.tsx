/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { daysLater, localDay, type MetricsPeriod, mondayOf } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { type Page, page } from '../../guard/page.ts';
import { shows } from '../../guard/page-answer.ts';
import { partnerGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { FiguresPage } from './figures-page.tsx';

/** Half a year: enough for rates, and it bounds what is read. */
const SHOWN_WEEKS = 26;

/** A partner's own figures (portal#own-figures). */
export function figuresPages(deps: PagesDeps): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.figures,
      about: 'How the partner answers: their own figures',
      gate: partnerGate(deps),
      answers: { 200: 'The page' },
      handle: async ({ who: { session, reader } }) => {
        const today = localDay(reader.now, deps.settings.timeZone);
        const period: MetricsPeriod = { from: daysLater(mondayOf(today), -7 * (SHOWN_WEEKS - 1)), to: null };
        const { scope } = session;
        const metrics = await deps.partnerMetrics.ofPartner(scope, scope.customerNumber, period, reader.now);
        return shows(<FiguresPage view={{ reader, metrics, weeks: SHOWN_WEEKS }} />);
      },
    }),
  ];
}
