import { asCustomerNumber, managerScope, NO_FILTER } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, createPostgresPorts, migrate } from '../src/index.ts';
import { creating, pendingNumber } from './given.ts';

const { url, pool } = await freshDatabase();
const name = `${new URL(url).pathname.slice(1)}_c`;
const plainUrl = Object.assign(new URL(url), { pathname: `/${name}` }).href;
const settings = { poolSize: 2, connectTimeoutMs: 5_000, statementTimeoutMs: 5_000, queryTimeoutMs: 7_000 };
const plain = createPool({ ...settings, databaseUrl: plainUrl });
const { bookings, partners } = createPostgresPorts(plain, { timeZone: 'Europe/Berlin' });
const office = managerScope('office@example.org');

beforeAll(async () => {
  await pool.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'`);
  await migrate(plainUrl);
  const people = [
    ['Jürgen', 'MÜLLER'],
    ['Ørjan', 'Straße'],
    ['ΣΟΦΙΑ', 'Οδυσσεύς'],
  ];
  for (const [n, [firstName = '', lastName = '']] of people.entries()) {
    const booking = pendingNumber(n);
    const customer = { ...booking.details.customer, firstName, lastName };
    await bookings.commitAll([creating({ ...booking, details: { ...booking.details, customer } })]);
  }
});
afterAll(async () => {
  await plain.end();
  await pool.query(`DROP DATABASE ${name}`);
});

test.each([
  ['müller', 5000],
  ['MÜLL', 5000],
  ['jurgen muller', 5000],
  ['strasse', 5001],
  ['STRAẞE', 5001],
  ['σοφία', 5002],
])('FR-5.4 a database without a locale finds %s', async (search, orderItemId) => {
  const { rows } = await bookings.list(office, { ...NO_FILTER, search, page: 1, limit: 9 }, 0);
  expect(rows.map((booking) => booking.order.orderItemId)).toEqual([orderItemId]);
});

test('a database without a locale knows an address in any case', async () => {
  const email = 'KÜCHE@Example.org';
  const rest = {
    name: 'Küche',
    phone: null,
    language: 'de',
    active: true,
    holidays: null,
    addressMark: null,
    addressCorrection: null,
  } as const;
  await partners.save({ customerNumber: asCustomerNumber('P-1'), email, ...rest });
  expect(await partners.findByEmail('küche@EXAMPLE.org')).toEqual([{ customerNumber: 'P-1', email, ...rest }]);
});
