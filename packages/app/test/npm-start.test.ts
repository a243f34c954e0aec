import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { asBookingId } from '@miomente/booking-domain';
import { connectionTo } from '@miomente/embedded-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anyPort, dataFolder } from './support/environment.ts';
import { isAlive, type Running, startCommand } from './support/process.ts';
import { productOn } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

const DATA_DIR = dataFolder();
const PORT = String(await anyPort());
const url = `http://127.0.0.1:${PORT}`;
const env = { DATA_DIR, PORT };
let running: Running;
let pool: pg.Pool;

async function start(): Promise<void> {
  running = startCommand('main', env);
  await running.said(/Booking confirmation is running/);
  pool = new pg.Pool({ connectionString: (await connectionTo(join(DATA_DIR, 'postgres'))) ?? '', max: 3 });
  pool.on('error', () => {});
}
async function stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | string> {
  await pool.end();
  return running.end(signal);
}
beforeAll(start);
afterAll(() => stop());

const product = () => productOn(pool, JSON.parse(readFileSync(join(DATA_DIR, 'secrets.json'), 'utf8')));

/** Places an order with the command, as in a second terminal. */
async function placeOrder(): Promise<string> {
  const command = startCommand('sample-order', env);
  const [, number = ''] = await command.said(/Placed order #(\S+) and announced it/);
  expect(await command.ended).toBe(0);
  return number;
}

/** The first booking of an order, and its links in the first mail, in which it may travel with the order's others. */
async function askedFor(orderNumber: string) {
  const { rows } = await pool.query<{ order: number }>(
    'select magento_order_id::int as order from miomente_partner_portal_booking_confirmations where magento_order_increment_id = $1',
    [orderNumber],
  );
  const { bookingsOf, mailAbout, tokenOf } = product();
  const [booking] = await bookingsOf(rows[0]?.order ?? 0);
  if (booking === undefined) throw new Error(`Order ${orderNumber} has no booking.`);
  const { letter } = await mailAbout(booking.id, 'confirmation_request');
  const link = (kind: string): string => `${url}/api/${kind}/${tokenOf(booking)}`;
  const links = { confirm: link('confirm'), decline: link('decline') };
  for (const each of Object.values(links)) expect(letter?.text).toContain(each);
  return { id: booking.id, ...links };
}

const statusOf = async (id: number) => {
  const { rows } = await pool.query<{ status: string }>(
    'select status from miomente_partner_portal_booking_confirmations where id = $1',
    [id],
  );
  return rows[0]?.status;
};

/** Presses the button of a page after longer than a program takes: without configuration that is two seconds. */
async function press(partner: Visitor, link: string, { text }: { readonly text: string }) {
  const mark = /name="mark" value="([^"]+)"/.exec(text)?.[1] ?? 'no mark';
  await setTimeout(2_100);
  return partner.send(link, { mark });
}

/** The link of the newest login mail, once there is one. @param to only one to this address */
const loginLink = (to?: string) =>
  vi.waitFor(async () => {
    const { entries } = await product().mailbox.list({ page: 1, perPage: 20 });
    const mail = entries.find(
      ({ kind, letter }) => kind === 'login_link' && (to ?? letter?.to.address) === letter?.to.address,
    );
    const link = mail?.letter?.text.match(/http\S+\/login\/[0-9a-f]{64}/)?.[0];
    return link ?? Promise.reject(new Error('No login mail has come yet.'));
  });

/** The office’s browser, logged in by its mail, and what its list of calls says. */
async function office() {
  const visitor = new Visitor(url);
  await visitor.send('/login', { email: 'office@example.org' });
  await visitor.send(new URL(await loginLink('office@example.org')).pathname, { account: '0' });
  const calls = async (): Promise<readonly Called[]> => {
    const { data } = JSON.parse((await visitor.open('/api/manager/calls')).text);
    return data.calls.flatMap(({ bookings }: { readonly bookings: readonly Called[] }) => bookings);
  };
  return { visitor, calls };
}

interface Called {
  readonly id: number;
  readonly silence: string;
}

describe('npm start without any configuration', () => {
  it('is alive and ready, and prints all addresses', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const told = [...running.output().matchAll(/http:\/\/\S+/g)].map(([address]) => address);
    expect(told.length).toBeGreaterThanOrEqual(4);
    for (const address of told)
      expect([address, (await new Visitor(url).open(address)).status]).toEqual([address, 200]);
  });

  it('takes a sample order from the webhook to one click on a known device', async () => {
    const first = await askedFor(await placeOrder());
    const partner = new Visitor(url);
    const page = await partner.open(first.confirm);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Einmalig auf diesem Gerät');
    expect(await statusOf(first.id)).toBe('pending');

    const done = await press(partner, first.confirm, page);
    expect(done.path).toBe('/confirmation-success');
    expect(done.text).toContain('Buchung erfolgreich bestätigt!');
    expect(await statusOf(first.id)).toBe('confirmed');
    await product().mailAbout(first.id, 'receipt');

    const second = await askedFor(await placeOrder());
    expect((await partner.open(second.confirm)).path).toBe(`/confirmation-success?booking=${second.id}`);
    expect(await statusOf(second.id)).toBe('confirmed');
  });

  it('takes a decline through the login to ticket and mail', async () => {
    const { id, decline } = await askedFor(await placeOrder());
    const partner = new Visitor(url);
    expect((await partner.open(decline)).path).toBe(`/dashboard/bookings/${id}/decline`);
    const sent = await partner.send(`/dashboard/bookings/${id}/decline/login`, {});
    expect(sent.path).toMatch(/^\/login\/sent\//);
    const login = await loginLink();
    expect((await partner.open(login)).status).toBe(200);
    const form = await partner.send(new URL(login).pathname, { account: '0' });
    expect(form.path).toBe(`/dashboard/bookings/${id}/decline`);
    await partner.send(form.path, { reason: 'capacity_full', notes: '' });
    expect(await statusOf(id)).toBe('declined');
    const { letter } = await product().mailAbout(id, 'decline_confirmation');
    const [, ticket] = /\((#[^)]+)\)/.exec(letter?.text ?? '') ?? [];
    expect(ticket).toMatch(/^#T-\d+$/);
    expect((await partner.open('/sample/tickets')).text).toContain(ticket?.slice(1));
  });

  it('calls#silence tells each state by what happened, replies#try-out and shows what was answered in the mailbox', async () => {
    const { visitor, calls } = await office();
    const quiet = (await calls()).filter(({ silence }) => silence === 'delivered_not_visited').map(({ id }) => id);
    const [visited = 0, fetched = 0, answered = 0, untouched = 0] = quiet;
    const linkOf = async (id: number) => {
      const { rows } = await pool.query(
        'select confirmation_token, token_nonce, token_key from miomente_partner_portal_booking_confirmations where id = $1',
        [id],
      );
      return `${url}/api/confirm/${product().tokenOf(rows[0])}`;
    };
    expect((await new Visitor(url).open(await linkOf(visited))).text).toContain('Buchung bestätigen');
    expect((await fetch(await linkOf(fetched), { redirect: 'manual' })).status).toBe(200);

    const [mail] = await product().mailbox.about(asBookingId(answered));
    const path = `/sample/mailbox/${mail?.id}`;
    expect((await visitor.open(path)).text).toContain(`action="${path}/reply"`);
    const told = await visitor.send(`${path}/reply`, { text: 'Nur zwei Plätze, passt „das“?\r\nGrüße, Anna' });
    expect([told.path, told.status]).toEqual([`${path}?reply=taken`, 200]);
    expect(told.text).toContain('Ihre Antwort ist angekommen.');

    const after = new Map((await calls()).map(({ id, silence }) => [id, silence]));
    expect([visited, fetched, answered, untouched].map((id) => after.get(id))).toEqual([
      'visited_not_answered',
      'machine_only',
      'wrote',
      'delivered_not_visited',
    ]);
    expect([...after.values()]).toContain('not_delivered');

    // Without the quoted mail, and with no answer.
    const words = /Nur zwei Plätze, passt „das“\?\s+Grüße, Anna/;
    const page = (await visitor.open(`/dashboard/bookings/${answered}`)).text;
    expect(page).toMatch(words);
    expect(page).toContain('Partner hat geschrieben');
    expect(page).not.toContain('schrieb &lt;');
    expect(await statusOf(answered)).toBe('pending');
    expect((await visitor.open('/manager/flagged')).text).toContain(`/dashboard/bookings/${answered}`);
    const { rows } = await pool.query<{ ticket: string }>(
      'select odoo_ticket_id as ticket from miomente_partner_portal_booking_confirmations where id = $1',
      [answered],
    );
    await vi.waitFor(async () =>
      expect((await visitor.open(`/sample/tickets/${rows[0]?.ticket}`)).text).toMatch(words),
    );
  });

  it('FR-4 has sent what was due at its first sweep, and sends nothing twice however often it sweeps', async () => {
    const reminders = async () => {
      const { rows } = await pool.query(
        `select kind, count(*)::int from miomente_partner_portal_deliveries
         where mail in ('first_reminder', 'second_reminder') or kind = 'open_ticket' group by kind order by kind`,
      );
      return rows;
    };
    const before = await vi.waitFor(async () => {
      const { rows } = await pool.query(
        `select from miomente_partner_portal_booking_confirmations where next_sweep_at <= now() and status = 'pending'`,
      );
      expect(rows).toEqual([]);
      return reminders();
    }, 15_000);
    expect(before.length).toBe(2);
    for (let i = 0; i < 2; i += 1) {
      const sweep = startCommand('sweep', env);
      expect(await sweep.ended).toBe(0);
      expect(sweep.output()).toMatch(/First reminders: {2}0\nSecond reminders: 0\nEscalations: {6}0\n/);
    }
    expect(await reminders()).toEqual(before);
  });

  it('keeps its data and its links over a restart', async () => {
    const asked = await askedFor(await placeOrder());
    const count = async () =>
      (await pool.query('select count(*)::int from miomente_partner_portal_booking_confirmations')).rows;
    const before = await count();
    expect(await stop()).toBe(0);
    await start();
    expect(await count()).toEqual(before);
    const partner = new Visitor(url);
    const page = await partner.open(asked.confirm);
    expect((await press(partner, asked.confirm, page)).path).toBe('/confirmation-success');
  });

  it('F26 leaves no process behind on Ctrl-C, even when npm forwards it a second time', async () => {
    const database = await databasePid();
    expect([isAlive(running.pid), isAlive(database)]).toEqual([true, true]);
    await pool.end();
    running.child.kill('SIGINT');
    await running.said(/Stopping/);
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect([isAlive(running.pid), isAlive(database)]).toEqual([false, false]);
    await start();
  });

  it('says what to do when its port or its data folder is in use', async () => {
    const samePort = startCommand('main', { PORT, DATA_DIR: dataFolderBeside(DATA_DIR) });
    expect(await samePort.ended).toBe(1);
    expect(samePort.output()).toMatch(/Port \d+ on 127.0.0.1 is in use.*choose another port: PORT=/);
    const sameFolder = startCommand('main', { DATA_DIR, PORT: String(await anyPort()) });
    expect(await sameFolder.ended).toBe(1);
    expect(sameFolder.output()).toMatch(/in use by another run of this product.*set DATA_DIR to another folder/s);
  });
});

const dataFolderBeside = (folder: string) => `${folder}-beside`;

async function databasePid(): Promise<number> {
  const { rows } = await pool.query<{ data_directory: string }>('show data_directory');
  return Number(readFileSync(join(rows[0]?.data_directory ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
