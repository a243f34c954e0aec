import { writeFileSync } from 'node:fs';
import { DAY_MS } from '@miomente/booking-domain';
import { MagentoShop, randomOrders, stockCatalogue } from '@miomente/booking-magento/testing';
import { freshMariaDatabase, scratchFolder } from '@miomente/booking-testing';
import { describe, expect, it } from 'vitest';
import { orderRange } from '../src/orders/order-range.ts';
import { describe as progressLine } from '../src/process/progress.ts';
import { runCommand } from './support/process.ts';
import { processesOnOneDatabase } from './support/processes.ts';

const { env, pool } = await processesOnOneDatabase();
const maria = await freshMariaDatabase();
const run = (command: string, args: readonly string[], more: Record<string, string> = {}) =>
  runCommand(command, { ...env, ...more }, args);

async function count(sql: string): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(`select count(*) as n from ${sql}`);
  return Number(rows[0]?.n);
}

describe('orders#partners · import:partners', () => {
  it('imports valid lines, and reports every invalid one with its reason', async () => {
    const file = `${scratchFolder('partners-')}/partners.csv`;
    const lines = [
      'Kundennummer;Name;E-Mail;Sprache',
      'N-1;Erste Schule;erste@example.org;de',
      'N-2;;zweite@example.org;de',
    ];
    writeFileSync(file, [...lines, 'N-3;Dritte Schule;keine Adresse;fr', 'N-4;zu;viele;de;Felder', ''].join('\n'));

    const first = await run('import-partners', ['--csv', file]);

    expect(first.code).toBe(1);
    expect(first.said).toContain('Not taken over: 3 name is missing');
    expect(first.said).toContain('Not taken over: 4 email is no e-mail address; language is not de or en');
    expect(first.said).toContain('Not taken over: 5 has 5 fields where the first line names 4');
    expect(first.said).toContain('Partners taken over: 1; bookings they are asked about now: 0');
    expect(first.said).not.toContain('keine Adresse');
    expect(await count(`miomente_partner_portal_partners where customer_number like 'N-%'`)).toBe(1);
  });

  it.each([
    [[], 2, /Say where the partners are/],
    [['--csv', '/nowhere/partners.csv'], 1, /can't be read \(ENOENT\)/],
    [['--odoo'], 1, /set ODOO_URL/],
  ])('%j: says what to do, and writes nothing', async (args, code, message) => {
    const before = await count('miomente_partner_portal_partners');
    const refused = await run('import-partners', args);
    expect(refused.code).toBe(code);
    expect(refused.said).toMatch(message);
    expect(await count('miomente_partner_portal_partners')).toBe(before);
  });
});

describe('reminders#before-and-after · replay:hours', () => {
  it('prints both, side by side, on a connection that can not write', async () => {
    const reading = new URL(env['DATABASE_URL'] ?? '');
    reading.searchParams.set('options', '-c default_transaction_read_only=on');
    const other = ['REMINDER_CLOCK=working', 'BOOKING_TOKEN_EXPIRY_DAYS=14'].flatMap((set) => ['--set', set]);
    const { code, said } = await run('replay-hours', other, { DATABASE_URL: reading.href });
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/as set +other +difference\nBookings +\d+ +\d+ +0\nFirst reminders +\d+ +\d+ +-?\d+\n/),
    ]);
  });

  it.each([
    [[], 2, /--set REMINDER_CLOCK=working/],
    [['--set', 'PORT=1'], 2, /one of: REMINDER_CLOCK, WORKING_HOURS/],
    [['--set', 'QUIET_HOURS=21-7'], 1, /QUIET_HOURS must be a range of time/],
    [['--set', 'QUIET_HOURS=21:00-07:00', '--days', '0'], 2, /from 1 to 3650/],
  ])('%j: says what to do', async (args, code, message) => {
    const refused = await run('replay-hours', args);
    expect([refused.code, refused.said]).toEqual([code, expect.stringMatching(message)]);
  });
});

const COMMANDS = [
  'main',
  'http',
  'scheduler',
  'migrate',
  'sweep',
  'reconcile',
  'import-partners',
  'sample-order',
  'sample-show',
  'templates-push',
  'erase',
  'customer-data',
  'replay-hours',
  'events',
  'config-docs',
] as const;

describe('running#commands: help and arguments', () => {
  it.each(COMMANDS)('%s --help prints its usage and does nothing', async (command) => {
    const before = await count(`miomente_partner_portal_deliveries`);
    const { code, said } = await run(command, ['--help'], { DATABASE_URL: 'postgres://127.0.0.1:9/nowhere' });
    expect([code, said]).toEqual([0, expect.stringMatching(/^Usage: npm (run|start)[\s\S]*--help[\s\S]*DATABASE_URL/)]);
    expect(await count(`miomente_partner_portal_deliveries`)).toBe(before);
  });

  it.each(COMMANDS)('%s ends with exit code 2 for an unknown option, before it does anything', async (command) => {
    const { code, said } = await run(command, ['--hlep'], { DATABASE_URL: 'postgres://127.0.0.1:9/nowhere' });
    expect([code, said]).toEqual([2, expect.stringMatching(/--hlep[\s\S]*Usage: npm/)]);
    expect(said).not.toMatch(/^\s+at /m);
    expect((await run(command, ['further'], { DATABASE_URL: 'postgres://127.0.0.1:9/nowhere' })).code).toBe(2);
  });
});

describe('orders#none-missed · reconcile, from a real Magento database', () => {
  it('creates the bookings of its orders, and none twice', async () => {
    const shop = await MagentoShop.open(maria.admin);
    await stockCatalogue(shop);
    const now = Date.now();
    await shop.place([...randomOrders({ seed: 7, count: 60, from: now - 2 * DAY_MS, to: now })]);
    const magento = {
      MAGENTO_DB_HOST: maria.host,
      MAGENTO_DB_PORT: String(maria.port),
      MAGENTO_DB_USER: maria.user,
      MAGENTO_DB_PASSWORD: maria.password,
      MAGENTO_DB_NAME: maria.name,
    };
    const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const range = ['--from', day(now - 4 * DAY_MS), '--to', day(now + DAY_MS)];

    expect(await run('reconcile', [], magento)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/Read [56]\d orders/),
    });
    const bookings = await count('miomente_partner_portal_booking_confirmations');
    expect(bookings).toBeGreaterThan(40);
    expect((await run('reconcile', range, magento)).code).toBe(0);
    expect((await run('reconcile', range, magento)).said).toContain('going on where an earlier run had come to');
    expect(await count('miomente_partner_portal_booking_confirmations')).toBe(bookings);

    expect((await run('sample-order', [], magento)).said).toContain('MAGENTO_DB_HOST is set');
  });

  it('names the setting to fix when the database can not be reached', async () => {
    const refused = await run('reconcile', [], {
      MAGENTO_DB_HOST: '127.0.0.1',
      MAGENTO_DB_PORT: '9',
      MAGENTO_DB_USER: 'reader',
      MAGENTO_DB_NAME: 'magento',
    });
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/MAGENTO_DB_HOST/);
    expect(refused.said).not.toMatch(/^\s+at /m);
  });

  it('uses days in the configured time zone, both included', () => {
    expect(orderRange({}, 'Europe/Berlin')).toBeUndefined();
    expect(orderRange({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Berlin')).toEqual({
      from: Date.parse('2026-03-28T23:00:00Z'),
      to: Date.parse('2026-03-29T21:59:59.999Z'),
    });
    expect(() => orderRange({ from: 'yesterday' }, 'Europe/Berlin')).toThrow(
      '--from must be a day such as 2026-01-31.',
    );
    expect(() => orderRange({ from: '2026-02-02', to: '2026-02-01' }, 'Europe/Berlin')).toThrow(
      '--to must not lie before',
    );
  });

  it('running#commands · shows count, rate, fraction and remaining time', () => {
    expect(progressLine('orders', { done: 500, fraction: 0.25, elapsedMs: 10_000 })).toBe(
      '[######------------------] 25 %  500 orders, 50/s, 30 s left',
    );
    expect(progressLine('orders', { done: 10, fraction: undefined, elapsedMs: 1_000 })).toBe('10 orders, 10/s');
  });
});
