import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asCustomerNumber, type CustomerNumber } from '@miomente/booking-domain';
import { fillDatabase, peopleOf, type Spread } from '@miomente/booking-testing/many-bookings';
import pg from 'pg';
import type { Stage } from './stage.ts';

/** A database of many bookings, and whose they are. */
export interface ManyBookings {
  readonly url: string;
  readonly pool: pg.Pool;
  /** The partner with a tenth of all bookings. */
  readonly largest: CustomerNumber;
  readonly ordinary: readonly CustomerNumber[];
}

const PARTNERS = 2_000;
const SEED = 17;
/** Raised when the same spread is to give other rows. */
const GENERATOR = 1;
/** Bookings that lay ahead when they were made up lie behind one day; then they are made up again. */
const FRESH_FOR_MS = 14 * 86_400_000;
const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url));

/**
 * Bookings over 2,000 partners, the first of whom has a tenth; status, dates and names as in real life. Made up once
 * and kept beside the server; each run works on a copy, so that none finds what another has changed.
 * @param use names the copy: rows that change bookings take one of their own
 */
export function manyBookings(stage: Stage, bookings: number, use = 'read'): Promise<ManyBookings> {
  return stage.part(`${bookings} bookings ${use}`, async () => {
    const kept = await keptOf(stage, bookings);
    const { url, pool } = await stage.copyOf(kept, `run_${bookings}_${use}`);
    const { largest, ordinary } = peopleOf({ partners: PARTNERS });
    return { url, pool, largest: asCustomerNumber(largest), ordinary: ordinary.map(asCustomerNumber) };
  });
}

/** The name of the kept database, which is made if there is none that is fresh. */
function keptOf(stage: Stage, bookings: number): Promise<string> {
  return stage.part(`${bookings} bookings kept`, async () => {
    const prefix = `filled_${bookings}_${shapeOf()}_`;
    const now = Date.now();
    const known = (await stage.databases(`filled_${bookings}_`)).toSorted();
    const fresh = known.findLast(
      (name) => name.startsWith(prefix) && now - Number(name.slice(prefix.length)) < FRESH_FOR_MS,
    );
    if (fresh !== undefined) return fresh;
    for (const name of known) await stage.drop(name);
    const name = `${prefix}${now}`;
    await fill(stage, name, { bookings, partners: PARTNERS, until: now, seed: SEED });
    return name;
  });
}

/** Under a name of its own until it is whole: one that was broken off is not taken for finished. */
async function fill(stage: Stage, name: string, spread: Spread): Promise<void> {
  const started = performance.now();
  const unfinished = `unfinished_${spread.bookings}`;
  await stage.drop(unfinished);
  const url = await stage.create(unfinished);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await fillDatabase(pool, spread, stage.say);
  await pool.end();
  await stage.rename(unfinished, name);
  const seconds = Math.round((performance.now() - started) / 1_000);
  stage.say(`${spread.bookings.toLocaleString('en')} bookings stand in the database after ${seconds} s`);
}

/** Tells databases of another schema or generator apart. */
function shapeOf(): string {
  const names = readdirSync(MIGRATIONS).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([GENERATOR, names]))
    .digest('hex')
    .slice(0, 8);
}
