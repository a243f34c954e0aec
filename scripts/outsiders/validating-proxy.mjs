// Runs Prism, configured from /openapi.json, as a proxy before the product, and walks through the API and the links.
// Any request or answer that differs from the description is an error.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { FOLDER } from './tools.mjs';

const JSON_TYPE = { 'Content-Type': 'application/json' };

export async function validatingProxy(product) {
  const file = `${FOLDER}/openapi.json`;
  writeFileSync(file, await (await product.ask('/openapi.json')).text());
  const port = await freePort();
  const prism = `${FOLDER}/node_modules/@stoplight/prism-cli/dist/index.js`;
  const child = spawn(process.execPath, [prism, 'proxy', file, product.url, '--port', String(port)], {
    stdio: 'ignore',
  });
  try {
    await listening(port);
    return await walk(product, `http://127.0.0.1:${port}`);
  } finally {
    child.kill('SIGTERM');
  }
}

async function walk(product, url) {
  const [faults, statuses] = [[], []];
  const call = async (method, path, headers = {}, body = undefined) => {
    const client = { 'X-Forwarded-For': '198.51.100.7', 'Sec-Fetch-Site': 'same-origin' };
    const answer = await fetch(url + path, { method, headers: { ...client, ...headers }, body, redirect: 'manual' });
    statuses.push(answer.status);
    const text = await answer.text();
    const found = answer.headers.get('sl-violations');
    // A request that the description does not allow is intended, as long as it is refused.
    const violations = JSON.parse(found ?? '[]').filter(
      ({ location }) => answer.status < 400 || location[0] !== 'request',
    );
    faults.push(...violations.map((fault) => `${method} ${path}: ${answer.status} ${JSON.stringify(fault)}`));
    if (answer.status >= 500) faults.push(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text.startsWith('{') ? JSON.parse(text).data : text;
  };
  const office = { Authorization: product.office() };
  const { bookings } = await call('GET', '/api/manager/bookings?attention=escalated', office);
  const { id, partner } = bookings[0];
  const claims = { sub: partner.customerNumber, customer_number: partner.customerNumber, role: 'partner' };
  const own = { Authorization: `Bearer ${product.jwt(claims)}` };
  const send = (path, headers, value) =>
    value === undefined
      ? call('POST', path, headers)
      : call('POST', path, { ...headers, ...JSON_TYPE }, JSON.stringify(value));
  for (const path of ['', '/pending', `/${id}`, '?status=confirmed&limit=5&search=a', '/999999'])
    await call('GET', `/api/partner/bookings${path}`, own);
  for (const [act, value] of [
    ['confirm', {}],
    ['confirm', {}],
    ['reopen'],
    ['decline', { reason: 'capacity_full' }],
    ['decline', { reason: 'x' }],
  ])
    await send(`/api/partner/bookings/${id}/${act}`, own, value);
  for (const [act, value] of [
    ['reopen'],
    ['confirm', { notes: 'am Telefon' }],
    ['reopen'],
    ['decline', { reason: 'other', notes: 'krank' }],
  ])
    await send(`/api/manager/bookings/${id}/${act}`, office, value);
  for (const path of [
    'bookings?attention=missed',
    'bookings?attention=rebooking',
    'bookings?attention=flagged',
    'partners',
    'deliveries',
    'order-items',
  ])
    for (const Accept of ['application/json', 'text/csv'])
      await call('GET', `/api/manager/${path}`, { ...office, Accept });
  await call('GET', `/api/manager/partners/${partner.customerNumber}`, office);
  await send(`/api/manager/partners/${partner.customerNumber}/clear-bounce`, office);
  await send('/api/manager/deliveries/999999/resend', office);
  const webhook = { Authorization: `Bearer ${product.webhookSecret}` };
  for (const value of [{ order_id: 1 }, { order_id: 999_999 }, { entity_id: 2 }, {}])
    await send('/api/webhooks/new-order', webhook, value);
  await call('POST', '/api/cron/booking-reminders', { Authorization: 'Bearer x' });
  // Prism follows redirects by itself, so addresses that only redirect are left out.
  for (const path of [
    '/healthz',
    '/readyz',
    '/confirmation-success',
    '/confirmation-error?reason=expired',
    '/confirmation-error/reopened',
  ])
    await call('GET', path);
  return {
    what: `${statuses.length} requests through the proxy, answered ${[...new Set(statuses)].sort().join(', ')}`,
    faults,
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Prism prints nothing that shows when it has read its file, so the script asks repeatedly. */
async function listening(port) {
  for (let tries = 0; tries < 120; tries += 1) {
    const there = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (there) return;
    await delay(250);
  }
  throw new Error('The proxy did not start.');
}
