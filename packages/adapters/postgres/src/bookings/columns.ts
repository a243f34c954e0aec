import { BASE, ENDINGS, STATUS } from './booking-fields.ts';
import { type Column, selected } from './fields.ts';

/** What the table gives every row by itself. */
const OF_THE_TABLE = [
  { name: 'id', type: 'bigint' },
  { name: 'version', type: 'integer' },
] as const;

/** What lists and sweeps find a booking by; worked out from it, never read back. */
const DERIVED: readonly Column[] = [
  { name: 'search_text', type: 'text', nullable: false, lasting: false },
  { name: 'next_sweep_at', type: 'timestamptz', nullable: true, lasting: false },
];

/** The columns that keep a booking, each once. */
const KEPT: readonly Column[] = [
  ...new Map(
    [BASE, STATUS, ENDINGS].flatMap(({ columns }) => columns).map((column) => [column.name, column] as const),
  ).values(),
];

/** Columns that a new booking is written with. */
export const WRITTEN: readonly Column[] = [...KEPT, ...DERIVED];

/** Columns that every change writes. */
export const CHANGED_COLUMNS: readonly string[] = WRITTEN.filter(({ lasting }) => !lasting).map(({ name }) => name);

/** The select list of a whole booking, of rows called `b`. */
export const BOOKING_COLUMNS: string = [...OF_THE_TABLE, ...KEPT].map(selected).join(', ');
