import { ATTENTIONS, type MetricsPeriod } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import { z } from 'zod';
import { BOOKING_COLUMNS } from '../../api/manager/booking-columns.ts';
import { CALL_COLUMNS, callJson } from '../../api/manager/call-json.ts';
import type { ColumnCode } from '../../api/manager/column-codes.ts';
import { DELIVERY_COLUMNS, deliveryJson } from '../../api/manager/delivery-json.ts';
import { attentionSlices } from '../../api/manager/manager-bookings-list.ts';
import { ORDER_ITEM_COLUMNS, orderItemPage } from '../../api/manager/order-items.ts';
import { PARTNER_COLUMNS } from '../../api/manager/partner-columns.ts';
import { partnerJson } from '../../api/manager/partner-json.ts';
import { type CsvColumn, type CsvNotation, csvChunks, slicesOf } from '../../csv/csv.ts';
import { type CsvFile, fileName, MAX_IN_A_FILE } from '../../csv/send-csv.ts';
import { lenient } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { sendsFile } from '../../guard/page-answer.ts';
import type { ManagerSession } from '../../session/session.ts';
import type { Reader } from '../frame/reader.ts';
import { officeGate, type Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { bookingWords, callWords, deliveryWords, inWords, orderItemWords, partnerWords } from './file-words.ts';
import { PARTNERS_FIELDS, type PartnersFields, partnersRequest } from './partners-request.ts';

type Column<Row> = CsvColumn<Row, ColumnCode>;
/** Creates the file of a list. */
type MakeFile = <Row>(
  what: string,
  columns: readonly Column<Row>[],
  slices: AsyncIterable<readonly Row[]>,
  total: number,
  period?: MetricsPeriod,
) => CsvFile;

const LISTS = [...ATTENTIONS, 'calls', 'partners', 'deliveries', 'order-items'] as const;
const FILE_FIELDS = { ...PARTNERS_FIELDS, bounced: lenient(z.literal('true'), null) };
type FileFields = PartnersFields & { readonly bounced: 'true' | null };

/**
 * The office's lists as files for people: in the format of their spreadsheet, with headers and codes in their language.
 */
export function filePages(deps: PagesDeps): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.officeFile,
      about: 'A list of the office as a file for spreadsheets',
      gate: officeGate(deps),
      params: { list: z.enum(LISTS) },
      query: FILE_FIELDS,
      answers: { 200: 'The file, or its first part' },
      handle: async ({ who, params, query }) => sendsFile(await fileOf(deps, who, params.list, query)),
    }),
  ];
}

async function fileOf(
  deps: PagesDeps,
  { session, reader }: Visitor<ManagerSession>,
  list: (typeof LISTS)[number],
  fields: FileFields,
): Promise<CsvFile> {
  const paging = { page: fields.page, limit: MAX_IN_A_FILE };
  const { files } = reader.words.manager;
  const file: MakeFile = (what, columns, slices, total, period) => {
    const name = fileName(deps, what, period);
    return { name, chunks: csvChunks(columns, slices, notationFor(reader)), paging, total };
  };
  switch (list) {
    case 'partners': {
      const { period, search, sort } = partnersRequest(fields, reader.now, deps.settings.timeZone);
      const query = { ...period, search, sort, bounced: fields.bounced !== null, ...paging };
      const { rows, total } = await deps.partnerMetrics.list(session.scope, query, reader.now);
      const partners = slicesOf(rows, partnerJson);
      return file(files.partners, inWords(PARTNER_COLUMNS, partnerWords(reader)), partners, total, period);
    }
    case 'calls': {
      const { rows, total } = await deps.readCalls.page(session.scope, paging);
      const calls = slicesOf(rows, (entry) => callJson(entry, deps.settings.timeZone));
      return file(files.calls, inWords(CALL_COLUMNS, callWords(reader)), calls, total);
    }
    case 'deliveries': {
      const { rows, total } = await deps.deliveries.dead(session.scope, paging);
      const dead = slicesOf(rows, deliveryJson);
      return file(files.deliveries, inWords(DELIVERY_COLUMNS, deliveryWords(reader)), dead, total);
    }
    case 'order-items': {
      const { rows, total } = await orderItemPage(deps, session.scope, paging);
      const items = slicesOf(rows, (item) => item);
      return file(files.orderItems, inWords(ORDER_ITEM_COLUMNS, orderItemWords(reader)), items, total);
    }
    default: {
      const [{ slices, total }, reasons] = await Promise.all([
        attentionSlices(deps, session.scope, list, paging),
        deps.declineReasons.all(),
      ]);
      return file(files[list], inWords(BOOKING_COLUMNS, bookingWords(reader, reasons)), slices, total);
    }
  }
}

/**
 * The format of spreadsheets in the reader's language: where a comma is the decimal sign, a semicolon separates fields.
 */
function notationFor({ language, words, notation }: Reader): CsvNotation {
  const heads: Readonly<Record<ColumnCode, string>> = words.manager.columns;
  return {
    delimiter: LANGUAGE_WORDS[language].notation.csvDelimiter,
    header: (code) => (code in heads ? heads[code as ColumnCode] : code),
    number: notation.plainNumber,
    instant: (value) => notation.sortable(value.getTime()),
  };
}
