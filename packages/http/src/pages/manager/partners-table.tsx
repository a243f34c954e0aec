/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type MeasuredPartner,
  PARTNER_SORT_KEYS,
  type PartnerSort,
  type PartnerSortKey,
  type ResponseMetrics,
} from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import type { Reader } from '../frame/reader.ts';
import { figureText, ShareBar } from './figures.tsx';
import { type PartnersRequest, partnersPath, periodFields } from './partners-request.ts';

interface TableProps {
  readonly reader: Reader;
  readonly request: PartnersRequest;
  readonly rows: readonly MeasuredPartner[];
}

type TableRole = 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell';

/** Keeps an element's role where a narrow screen shows its row as a block, because some browsers drop it then. */
const is = (role: TableRole): { readonly role: TableRole } => ({ role });

/** The direction of a column at the first press: the worst first. */
const FIRST_FALLING: readonly PartnerSortKey[] = [
  'bookings',
  'confirmed',
  'declined',
  'unanswered',
  'median',
  'p90',
  'reminders',
  'escalations',
];

/** The figures that a phone has room for; the others are on the partner's page. */
const ON_A_PHONE: readonly PartnerSortKey[] = ['rate', 'bookings', 'unanswered', 'median'];

/** Partners with their metrics. On a phone each row becomes a block, and a field of the form sorts. */
export function PartnersTable({ reader, request, rows }: TableProps) {
  return (
    <div class="table">
      <table class="stacks" {...is('table')} aria-labelledby="list">
        <thead {...is('rowgroup')}>
          <tr {...is('row')}>
            {PARTNER_SORT_KEYS.map((key) => (
              <Head key={key} reader={reader} request={request} column={key} />
            ))}
          </tr>
        </thead>
        <tbody {...is('rowgroup')}>
          {rows.map((row) => (
            <Row key={row.customerNumber} reader={reader} request={request} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head(props: { readonly reader: Reader; readonly request: PartnersRequest; readonly column: PartnerSortKey }) {
  const { reader, request, column } = props;
  const { manager } = reader.words;
  const { sort } = request;
  const here = sort.key === column;
  const next: PartnerSort = { key: column, descending: here ? !sort.descending : FIRST_FALLING.includes(column) };
  return (
    <th
      {...is('columnheader')}
      scope="col"
      aria-sort={here ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <a
        href={partnersPath({ ...request, sort: next })}
        title={manager[next.descending ? 'falling' : 'rising'][column]}
      >
        {manager.head[column]}
      </a>
    </th>
  );
}

function Row(props: { readonly reader: Reader; readonly request: PartnersRequest; readonly row: MeasuredPartner }) {
  const { reader, request, row } = props;
  const { customerNumber, partner, metrics } = row;
  const { manager } = reader.words;
  return (
    <tr {...is('row')}>
      <th {...is('rowheader')} scope="row">
        <a href={withQuery(paths.partner.at({ customerNumber }), periodFields(request))}>
          {partner?.name ?? manager.unknown}
        </a>
        <span class="small muted">
          {customerNumber}
          {partner?.active === false && `, ${manager.inactive}`}
        </span>
      </th>
      {PARTNER_SORT_KEYS.filter((key) => key !== 'name').map((key) => (
        <td
          key={key}
          {...is('cell')}
          class={ON_A_PHONE.includes(key) ? undefined : 'on-desk'}
          data-label={manager.figure[key]}
        >
          <Figure reader={reader} column={key} metrics={metrics} />
        </td>
      ))}
    </tr>
  );
}

function Figure(props: {
  readonly reader: Reader;
  readonly column: Exclude<PartnerSortKey, 'name'>;
  readonly metrics: ResponseMetrics;
}) {
  const { reader, column, metrics } = props;
  const text = figureText(reader, column, metrics);
  if (column !== 'rate') return <>{text}</>;
  return metrics.confirmationRate === null ? (
    <span class="muted">{text}</span>
  ) : (
    <>
      <ShareBar share={metrics.confirmationRate} />
      {text}
    </>
  );
}
