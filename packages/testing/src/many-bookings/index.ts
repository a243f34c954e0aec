import type pg from 'pg';
import { copyInto } from './copy.ts';
import { type MadeUp, madeUpBookings, type Spread } from './plan.ts';
import { addressOf, FILLED, type FilledTable, numberOf } from './tables.ts';

export { copyInto } from './copy.ts';
export type { Spread } from './plan.ts';

/** Who stands in a database that was filled. */
export interface Filled {
  /** The partner with a tenth of all bookings. */
  readonly largest: string;
  readonly ordinary: readonly string[];
}

const PARTNERS_TABLE = 'miomente_partner_portal_partners';

/**
 * Fills a migrated, empty database: partners, bookings, and of each its audit, mails and settled order. The same
 * spread gives the same rows. Indexes are made afterwards, in a third of the time; foreign keys are not looked at.
 * @param say hears how far it is
 */
export async function fillDatabase(
  pool: pg.Pool,
  spread: Spread,
  say: (line: string) => void = () => {},
): Promise<Filled> {
  const client = await pool.connect();
  try {
    await copyInto(
      client,
      { table: PARTNERS_TABLE, columns: ['customer_number, name, email, email_folded, phone, language, active'] },
      partnersOf(spread),
    );
    // Triggers and foreign keys are for what isn't known to be right.
    await client.query('SET session_replication_role = replica');
    for (const filled of FILLED) {
      const indexes = await withoutIndexes(client, filled.table);
      await copyInto(client, filled, told(spread, filled, say));
      for (const definition of indexes) await client.query(definition);
    }
    await client.query('SET session_replication_role = DEFAULT');
    await client.query(IDENTITY);
    await client.query('SELECT miomente_partner_portal_count_anew(), miomente_partner_portal_measure_anew()');
    await client.query('VACUUM ANALYZE');
  } finally {
    client.release();
  }
  return peopleOf(spread);
}

/** Who stands in a database that was filled so. */
export function peopleOf({ partners }: Pick<Spread, 'partners'>): Filled {
  return { largest: numberOf(1), ordinary: Array.from({ length: partners - 1 }, (_, n) => numberOf(n + 2)) };
}

function* partnersOf({ partners }: Spread): Generator<readonly (string | boolean)[]> {
  for (let n = 1; n <= partners; n += 1) {
    const address = addressOf(n);
    yield [numberOf(n), `Kochschule ${n}`, address, address, '+49 89 000000', 'de', true];
  }
}

/** The rows of a table, saying at each tenth how far it is. */
function* told(spread: Spread, { table, rows }: FilledTable, say: (line: string) => void): Generator<Row> {
  const step = Math.ceil(spread.bookings / 10);
  for (const booking of madeUpBookings(spread)) {
    yield* rows(booking);
    if (booking.id % step === 0 || booking.id === spread.bookings) say(progress(booking, spread, table));
  }
}

type Row = ReturnType<FilledTable['rows']>[number];

function progress({ id }: MadeUp, { bookings }: Spread, table: string): string {
  const tenths = Math.round((10 * id) / bookings);
  return `[${'#'.repeat(tenths).padEnd(10, '.')}] ${table.replace('miomente_partner_portal_', '')}`;
}

/** Drops a table's indexes but those of its constraints. @returns what makes them again */
async function withoutIndexes(client: pg.ClientBase, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename = $1 AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass)`,
    [table],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/** COPY has given ids; the next are to follow them. */
const IDENTITY = `SELECT setval(pg_get_serial_sequence('miomente_partner_portal_booking_confirmations', 'id'),
  (SELECT max(id) FROM miomente_partner_portal_booking_confirmations))`;
