import { BASE, ENDINGS, STATUS } from './booking-fields.ts';
import { type Column, selected } from './fields.ts';

/** Columns that the table fills by itself. */
const OF_THE_TABLE = [
  { name: 'id', type: 'bigint' },
  { name: 'version', type: 'integer' },
] as const;

/** Columns that lists and sweeps search by; computed from the booking, never read back. */
const DERIVED: readonly Column[] = [
  { name: 'search_text', type: 'text', nullable: false, lasting: false },
  { name: 'next_sweep_at', type: 'timestamptz', nullable: true, lasting: false },
];

/** The columns of a booking, each once. */
const KEPT: readonly Column[] = [
  ...new Map(
    [BASE, STATUS, ENDINGS].flatMap(({ columns }) => columns).map((column) => [column.name, column] as const),
  ).values(),
];

/** The columns of an insert. */
export const WRITTEN: readonly Column[] = [...KEPT, ...DERIVED];

/** The columns of an update. */
export const CHANGED_COLUMNS: readonly string[] = WRITTEN.filter(({ lasting }) => !lasting).map(({ name }) => name);

/** The select list of a whole booking, for rows called `b`. */
export const BOOKING_COLUMNS: string = [...OF_THE_TABLE, ...KEPT].map(selected).join(', ');
