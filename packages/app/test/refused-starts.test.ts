import { freshDatabase } from '@miomente/booking-testing';
import { expect, it } from 'vitest';
import { dataFolder, SECRETS } from './support/environment.ts';
import { startCommand } from './support/process.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce } from './support/product.ts';

const DATA_DIR = dataFolder();
const { env, startHttp, startScheduler, shop, pool } = await processesOnOneDatabase();
const { url: bare, pool: barePool } = await freshDatabase();

/** The output of a command that refuses to start: a message without a stack. */
async function refusal(command: string, variables: Record<string, string>): Promise<string> {
  const running = startCommand(command, { DATA_DIR, ...variables });
  expect(await running.ended).toBe(1);
  expect(running.output()).not.toMatch(/^\s+at /m);
  return running.output();
}

it('reports all problems of the configuration and starts nothing', async () => {
  const said = await refusal('main', {
    PORT: 'many',
    REMINDER_FIRST_HOURS: '0',
    MAIL_FROM: 'nobody',
    SENDGRID_API_KEY: 'SG.x',
  });
  expect(said).toContain('3 problems:');
  for (const variable of ['PORT', 'REMINDER_FIRST_HOURS', 'MAIL_FROM']) expect(said).toContain(`\n  ${variable} `);
});

it('says what to do about a database that does not answer', async () => {
  expect(await refusal('migrate', { DATABASE_URL: 'postgres://127.0.0.1:9/x' })).toMatch(/ECONNREFUSED.*DATABASE_URL/);
});

it.each(['http', 'scheduler'])('%s asks for a database when there is none', async (command) => {
  expect(await refusal(command, {})).toMatch(/Set DATABASE_URL .*or use `npm start`/s);
});

it.each(['http', 'scheduler'])('%s asks for the migrations when they have not run', async (command) => {
  await barePool.query(
    'delete from miomente_partner_portal_migrations where name = (select max(name) from miomente_partner_portal_migrations)',
  );
  expect(await refusal(command, { ...SECRETS, DATABASE_URL: bare })).toMatch(/not up to date: run npm run migrate/);
});

it('sample-order says that no server runs', async () => {
  expect(await refusal('sample-order', {})).toMatch(/Nothing is running.*npm start/s);
});

it('links#rotation: a start reports pending bookings whose links no secret can derive', async () => {
  const http = await startHttp();
  const { orderId } = await shop.placeOrder({ seed: 1 });
  expect(await announce(http.url, orderId)).toBe(200);
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int from miomente_partner_portal_booking_confirmations',
  );
  const rotated = { BOOKING_TOKEN_SECRET: 'another-token-secret-that-is-long-enough' };
  const forgetful = startCommand('scheduler', { ...env, ...rotated });
  await forgetful.said(
    new RegExp(`"event":"links_without_secret".*"bookings":${rows[0]?.count}.*BOOKING_TOKEN_SECRET_PREVIOUS`),
  );
  expect(await forgetful.end()).toBe(0);
  const careful = startCommand('scheduler', {
    ...env,
    ...rotated,
    BOOKING_TOKEN_SECRET_PREVIOUS: env.BOOKING_TOKEN_SECRET,
  });
  await careful.said(/at work/);
  expect(await careful.end()).toBe(0);
  expect(careful.output()).not.toContain('links_without_secret');
  expect(await (await startScheduler()).end('SIGINT')).toBe(0);
});
