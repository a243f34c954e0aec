import { ATTENTIONS, type Attention, type Paging } from '@miomente/booking-domain';
import { BOOKING_COLUMNS } from '../../api/manager/booking-columns.ts';
import type { ColumnCode } from '../../api/manager/column-codes.ts';
import { DELIVERY_COLUMNS, deliveryJson } from '../../api/manager/delivery-json.ts';
import { attentionPage } from '../../api/manager/manager-bookings-list.ts';
import { ORDER_ITEM_COLUMNS, orderItemPage } from '../../api/manager/order-items.ts';
import { PARTNER_COLUMNS } from '../../api/manager/partner-columns.ts';
import { partnerJson } from '../../api/manager/partner-json.ts';
import { type CsvColumn, type CsvNotation, csvText } from '../../csv/csv.ts';
import { MOST_IN_A_FILE, sendCsv } from '../../csv/send-csv.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import type { Visit } from '../dashboard/gate.ts';
import type { Reader } from '../frame/reader.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { bookingWords, deliveryWords, inWords, orderItemWords } from './file-words.ts';
import { readPage } from './list-request.ts';
import { readPartnersRequest } from './partners-request.ts';

type OfficeVisit = Visit<ManagerSession>;
type Column<Row> = CsvColumn<Row, ColumnCode>;

/** A list of the office as a file for people: as their spreadsheet wants it, heads and codes in their language. */
export async function sendFile(deps: PagesDeps, visit: OfficeVisit): Promise<void> {
  const { ctx, session, reader } = visit;
  const list = ctx.params['list'] ?? '';
  const paging = { page: readPage(ctx.query), limit: MOST_IN_A_FILE };
  const send = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], total: number): void => {
    sendCsv(ctx, { name: list, text: csvText(columns, rows, notationFor(reader)), paging, total });
  };
  const attention = ATTENTIONS.find((known) => known === list);
  if (attention !== undefined) return sendAttention(deps, visit, attention, paging, send);
  switch (list) {
    case 'partners': {
      const { period, search, sort } = readPartnersRequest(ctx.query, reader.now, deps.settings.timeZone);
      const query = { ...period, search, sort, bounced: ctx.query['bounced'] === 'true', ...paging };
      const { rows, total } = await deps.partnerMetrics.list(session.scope, query, reader.now);
      return send(PARTNER_COLUMNS, rows.map(partnerJson), total);
    }
    case 'deliveries': {
      const { rows, total } = await deps.deliveries.dead(session.scope, paging);
      return send(inWords(DELIVERY_COLUMNS, deliveryWords(reader)), rows.map(deliveryJson), total);
    }
    case 'order-items': {
      const { rows, total } = await orderItemPage(deps, session.scope, paging);
      return send(inWords(ORDER_ITEM_COLUMNS, orderItemWords(reader)), rows, total);
    }
    default:
      throw new HttpProblem(404, 'not_found');
  }
}

async function sendAttention(
  deps: PagesDeps,
  { session, reader }: OfficeVisit,
  attention: Attention,
  paging: Paging,
  send: <Row>(columns: readonly Column<Row>[], rows: readonly Row[], total: number) => void,
): Promise<void> {
  const [{ rows, total }, reasons] = await Promise.all([
    attentionPage(deps, session.scope, attention, paging),
    deps.declineReasons.all(),
  ]);
  send(inWords(BOOKING_COLUMNS, bookingWords(reader, reasons)), rows, total);
}

/** German spreadsheets take a comma for the decimal sign, and so a semicolon between fields. */
function notationFor({ language, words, notation }: Reader): CsvNotation {
  const heads: Readonly<Record<string, string>> = words.manager.columns;
  return {
    delimiter: language === 'de' ? ';' : ',',
    header: (code) => heads[code] ?? code,
    number: notation.plainNumber,
    instant: (value) => notation.sortable(value.getTime()),
  };
}
