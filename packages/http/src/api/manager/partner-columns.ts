import type { CsvColumn } from '../../csv/csv.ts';
import type { PartnerJson } from './partner-json.ts';

/** The columns of partners in a file: the fields of the JSON, flat. */
export const PARTNER_COLUMNS = [
  { code: 'customerNumber', value: ({ customerNumber }) => customerNumber },
  { code: 'partnerName', value: ({ name }) => name },
  { code: 'partnerEmail', value: ({ email }) => email },
  { code: 'partnerPhone', value: ({ phone }) => phone },
  { code: 'language', value: ({ language }) => language },
  { code: 'active', value: ({ active }) => active },
  {
    code: 'addressBouncedAt',
    value: ({ addressBouncedAt }) => (addressBouncedAt === null ? null : new Date(addressBouncedAt)),
  },
  { code: 'bookings', value: ({ metrics }) => metrics.bookings },
  { code: 'confirmed', value: ({ metrics }) => metrics.confirmed },
  { code: 'declined', value: ({ metrics }) => metrics.declined },
  { code: 'cancelled', value: ({ metrics }) => metrics.cancelled },
  { code: 'unanswered', value: ({ metrics }) => metrics.unanswered },
  { code: 'confirmationRate', value: ({ metrics }) => metrics.confirmationRate },
  { code: 'takenBack', value: ({ metrics }) => metrics.takenBack },
  { code: 'keptRate', value: ({ metrics }) => metrics.keptRate },
  { code: 'medianAnswerHours', value: ({ metrics }) => metrics.medianAnswerHours },
  { code: 'p90AnswerHours', value: ({ metrics }) => metrics.p90AnswerHours },
  { code: 'reminders', value: ({ metrics }) => metrics.reminders },
  { code: 'escalations', value: ({ metrics }) => metrics.escalations },
] as const satisfies readonly CsvColumn<PartnerJson>[];
