/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { DEFAULT_PAGE_SIZE, type MetricsPage, type MetricsWeek, PARTNER_SORT_KEYS } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { sortName } from '../../api/manager/partners-query.ts';
import { Pager } from '../dashboard/pager.tsx';
import { Page } from '../frame/page.tsx';
import type { Reader } from '../frame/reader.ts';
import { Download } from './download.tsx';
import { Figures } from './figures.tsx';
import { type PartnersRequest, partnersPath } from './partners-request.ts';
import { PartnersTable } from './partners-table.tsx';
import { PeriodFields } from './period-fields.tsx';
import { AnswersByWeek } from './week-charts.tsx';

/** The content of the partners' page. */
export interface PartnersView {
  readonly reader: Reader;
  readonly request: PartnersRequest;
  readonly page: MetricsPage;
  /** Of all partners; absent in a search and on later pages. */
  readonly weeks: readonly MetricsWeek[];
  readonly cut: boolean;
}

/** US-8: partners' response metrics, the worst first. */
export function PartnersPage({ view }: { readonly view: PartnersView }) {
  const { reader, request, page, weeks } = view;
  const { words, notation } = reader;
  const { manager } = words;
  const { sort } = request;
  const sorted = manager[sort.descending ? 'falling' : 'rising'][sort.key];
  return (
    <Page reader={reader} title={manager.partners} place="partners">
      <div class="between">
        <h1>{manager.partners}</h1>
        {page.total > 0 && (
          <Download
            reader={reader}
            path={partnersPath(request, 1, paths.officeFile.at({ list: 'partners' }))}
            total={page.total}
          />
        )}
      </div>
      <Filter reader={reader} request={request} />
      <Figures reader={reader} metrics={page.overall} keys={['bookings', 'confirmed', 'unanswered', 'median']} />
      <section class="stack" aria-labelledby="list">
        <h2 id="list">
          {page.total === 0
            ? manager.noPartner
            : `${manager.partnersFound(notation.count(page.total))}${manager.sorted(sorted)}`}
        </h2>
        {page.rows.length > 0 && <PartnersTable reader={reader} request={request} rows={page.rows} />}
        {page.rows.length === 0 && (
          <p>
            <a href={paths.partners.at()}>{manager.allPartners}</a>
          </p>
        )}
        <Pager
          reader={reader}
          page={request.page}
          pages={Math.ceil(page.total / DEFAULT_PAGE_SIZE)}
          pathOf={(number) => partnersPath(request, number)}
        />
      </section>
      {weeks.length > 0 && (
        <AnswersByWeek reader={reader} weeks={weeks} id="weeks" title={manager.answersByWeekAll} cut={view.cut} />
      )}
    </Page>
  );
}

/** Search, period and order as one form whose address can be bookmarked. On a desktop the table's headers sort. */
function Filter({ reader, request }: { readonly reader: Reader; readonly request: PartnersRequest }) {
  const { manager, bookings } = reader.words;
  return (
    <search aria-label={manager.filterPartners}>
      <form class="sieve" method="get" action={paths.partners.at()}>
        <label>
          {manager.search}
          <input
            type="search"
            name="search"
            value={request.search}
            placeholder={manager.searchHint}
            enterkeyhint="search"
            maxLength={100}
          />
        </label>
        <PeriodFields reader={reader} request={request} />
        <label class="sorting">
          {manager.sortBy}
          <select name="sort">
            {PARTNER_SORT_KEYS.flatMap((key) =>
              [false, true].map((descending) => {
                const name = sortName({ key, descending });
                return (
                  <option key={name} value={name} selected={name === sortName(request.sort)}>
                    {manager[descending ? 'falling' : 'rising'][key]}
                  </option>
                );
              }),
            )}
          </select>
        </label>
        <button class="button" type="submit">
          {bookings.show}
        </button>
      </form>
    </search>
  );
}
