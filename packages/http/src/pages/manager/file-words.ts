import type { DeclineReason } from '@miomente/booking-domain';
import type { ColumnCode } from '../../api/manager/column-codes.ts';
import type { DeliveryJson } from '../../api/manager/delivery-json.ts';
import type { CsvColumn } from '../../csv/csv.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import type { Reader } from '../frame/reader.ts';

/** The meaning of the codes in some columns of a file. */
type FileWords = Readonly<Partial<Record<ColumnCode, (code: string) => string>>>;

/** Replaces codes by words in these columns. An unknown code stays. */
export function inWords<Row>(
  columns: readonly CsvColumn<Row, ColumnCode>[],
  words: FileWords,
): readonly CsvColumn<Row, ColumnCode>[] {
  return columns.map((column) => {
    const say = words[column.code];
    if (say === undefined) return column;
    return {
      ...column,
      value: (row) => {
        const value = column.value(row);
        return typeof value === 'boolean' || (typeof value === 'string' && value !== '') ? say(String(value)) : value;
      },
    };
  });
}

const from =
  (words: Readonly<Record<string, string>>): ((code: string) => string) =>
  (code) =>
    words[code] ?? code;

/** For the office's bookings. */
export function bookingWords(reader: Reader, reasons: readonly DeclineReason[]): FileWords {
  const { booking, manager } = reader.words;
  return {
    status: from(booking.status),
    paymentStatus: from(booking.paymentStatus),
    escalationReason: from(manager.escalation),
    declineReason: reasonLabels(reasons, reader.language),
    flags: (codes) => codes.split(' ').map(from(booking.flag)).join(' '),
  };
}

/** For the partners to call. */
export function callWords({ words }: Reader): FileWords {
  const { silence } = words.calls;
  return { silence: from(silence.state), silenceReason: from(silence.reason) };
}

/** For order items without a booking. */
export function orderItemWords({ words }: Reader): FileWords {
  return { reason: from(words.manager.itemReason) };
}

/** For deliveries that were given up. */
export function deliveryWords({ words }: Reader): FileWords {
  const kinds: Readonly<Record<DeliveryJson['kind'], string>> = words.manager.deliveryKind;
  return { kind: from(kinds), mail: from(words.timeline.mail) };
}

/** For partners with response metrics. */
export function partnerWords({ words }: Reader): FileWords {
  return { language: from(words.manager.languages), active: from(words.manager.yesNo) };
}
