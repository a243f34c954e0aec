import type { CsvColumn, CsvValue } from '../../csv/csv.ts';
import type { ManagerBookingJson } from './manager-bookings-list.ts';

const instant = (iso: string | null | undefined): CsvValue => (iso == null ? null : new Date(iso));

/** The columns of the office's bookings in a file: the fields of the JSON, flat. */
export const BOOKING_COLUMNS = [
  { code: 'id', value: ({ id }) => id },
  { code: 'orderNumber', value: ({ orderNumber }) => orderNumber },
  { code: 'status', value: ({ status }) => status },
  { code: 'eventDate', value: ({ eventDate }) => eventDate },
  { code: 'eventTime', value: ({ eventTime }) => eventTime },
  { code: 'courseName', value: ({ course }) => course.name },
  { code: 'courseSku', value: ({ course }) => course.sku },
  { code: 'participants', value: ({ participants }) => participants },
  { code: 'price', value: ({ price }) => price },
  { code: 'orderTotal', value: ({ orderTotal }) => orderTotal },
  { code: 'currency', value: ({ currency }) => currency },
  { code: 'paymentStatus', value: ({ paymentStatus }) => paymentStatus },
  { code: 'orderDate', value: ({ orderDate }) => instant(orderDate) },
  { code: 'customerFirstName', value: ({ customer }) => customer.firstName },
  { code: 'customerLastName', value: ({ customer }) => customer.lastName },
  { code: 'customerEmail', value: ({ customer }) => customer.email },
  { code: 'customerPhone', value: ({ customer }) => customer.phone },
  { code: 'customerNumber', value: ({ partner }) => partner.customerNumber },
  { code: 'partnerName', value: ({ partner }) => partner.name },
  { code: 'partnerPhone', value: ({ partner }) => partner.phone },
  { code: 'partnerEmail', value: ({ partner }) => partner.email },
  { code: 'answerBy', value: ({ answerBy }) => instant(answerBy) },
  { code: 'reminderCount', value: ({ reminderCount }) => reminderCount },
  { code: 'escalatedAt', value: ({ escalatedAt }) => instant(escalatedAt) },
  { code: 'escalationReason', value: ({ escalationReason }) => escalationReason },
  { code: 'declinedAt', value: ({ confirmationStatus }) => instant(confirmationStatus.declinedAt) },
  { code: 'declineReason', value: ({ confirmationStatus }) => confirmationStatus.declineReason ?? null },
  { code: 'declineNotes', value: ({ confirmationStatus }) => confirmationStatus.declineNotes ?? null },
  { code: 'odooTicketId', value: ({ odooTicketId }) => odooTicketId },
  { code: 'flags', value: ({ flags }) => flags.join(' ') },
] as const satisfies readonly CsvColumn<ManagerBookingJson>[];
