import { ATTENTIONS, type Attention, type MetricsPeriod, type Paging } from '@miomente/booking-domain';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import { BOOKING_COLUMNS } from '../../api/manager/booking-columns.ts';
import type { ColumnCode } from '../../api/manager/column-codes.ts';
import { DELIVERY_COLUMNS, deliveryJson } from '../../api/manager/delivery-json.ts';
import { attentionPage } from '../../api/manager/manager-bookings-list.ts';
import { ORDER_ITEM_COLUMNS, orderItemPage } from '../../api/manager/order-items.ts';
import { PARTNER_COLUMNS } from '../../api/manager/partner-columns.ts';
import { partnerJson } from '../../api/manager/partner-json.ts';
import { type CsvColumn, type CsvNotation, csvText } from '../../csv/csv.ts';
import { fileName, MAX_IN_A_FILE, sendCsv } from '../../csv/send-csv.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import type { Visit } from '../dashboard/gate.ts';
import type { Reader } from '../frame/reader.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { bookingWords, deliveryWords, inWords, orderItemWords, partnerWords } from './file-words.ts';
import { readPage } from './list-request.ts';
import { readPartnersRequest } from './partners-request.ts';

type OfficeVisit = Visit<ManagerSession>;
type Column<Row> = CsvColumn<Row, ColumnCode>;
type Send = <Row>(
  what: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  total: number,
  period?: MetricsPeriod,
) => void;

/** A list of the office as a file for people: as their spreadsheet wants it, heads and codes in their language. */
export async function sendFile(deps: PagesDeps, visit: OfficeVisit): Promise<void> {
  const { ctx, session, reader } = visit;
  const list = ctx.params['list'] ?? '';
  const paging = { page: readPage(ctx.query), limit: MAX_IN_A_FILE };
  const { files } = reader.words.manager;
  const send: Send = (what, columns, rows, total, period) => {
    const name = fileName(deps, what, period);
    sendCsv(ctx, { name, text: csvText(columns, rows, notationFor(reader)), paging, total });
  };
  const attention = ATTENTIONS.find((known) => known === list);
  if (attention !== undefined) return sendAttention(deps, visit, attention, paging, send);
  switch (list) {
    case 'partners': {
      const { period, search, sort } = readPartnersRequest(ctx.query, reader.now, deps.settings.timeZone);
      const query = { ...period, search, sort, bounced: ctx.query['bounced'] === 'true', ...paging };
      const { rows, total } = await deps.partnerMetrics.list(session.scope, query, reader.now);
      return send(files.partners, inWords(PARTNER_COLUMNS, partnerWords(reader)), rows.map(partnerJson), total, period);
    }
    case 'deliveries': {
      const { rows, total } = await deps.deliveries.dead(session.scope, paging);
      return send(files.deliveries, inWords(DELIVERY_COLUMNS, deliveryWords(reader)), rows.map(deliveryJson), total);
    }
    case 'order-items': {
      const { rows, total } = await orderItemPage(deps, session.scope, paging);
      return send(files.orderItems, inWords(ORDER_ITEM_COLUMNS, orderItemWords(reader)), rows, total);
    }
    default:
      throw new HttpProblem('not_found');
  }
}

async function sendAttention(
  deps: PagesDeps,
  { session, reader }: OfficeVisit,
  attention: Attention,
  paging: Paging,
  send: Send,
): Promise<void> {
  const [{ rows, total }, reasons] = await Promise.all([
    attentionPage(deps, session.scope, attention, paging),
    deps.declineReasons.all(),
  ]);
  send(reader.words.manager.files[attention], inWords(BOOKING_COLUMNS, bookingWords(reader, reasons)), rows, total);
}

/** As spreadsheets in the reader's language expect it: where a comma is the decimal sign, a semicolon stands between fields. */
function notationFor({ language, words, notation }: Reader): CsvNotation {
  const heads: Readonly<Record<ColumnCode, string>> = words.manager.columns;
  return {
    delimiter: LANGUAGE_WORDS[language].notation.csvDelimiter,
    header: (code) => (code in heads ? heads[code as ColumnCode] : code),
    number: notation.plainNumber,
    instant: (value) => notation.sortable(value.getTime()),
  };
}
