/**
 * Reads what happened to bookings, forever, and does something with each event once. Needs Node 20 and nothing else:
 *
 *   PORTAL=https://partner.example.org EVENTS_READ_SECRET=… node consume-events.mjs state.json
 *
 * The state file has the position that was come to. Here it is written after each page; whoever keeps what they do in a
 * database writes the position in the same transaction, and does each event exactly once. With ONCE=1 it ends when it has
 * read everything there is.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const { PORTAL = 'http://127.0.0.1:3000', EVENTS_READ_SECRET = '', ONCE } = process.env;
const [, , file = 'state.json'] = process.argv;
const LIMIT = 100;
const say = (line) => process.stdout.write(`${line}\n`);
const complain = (line) => process.stderr.write(`${line}\n`);

let { next } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { next: 0 };

/** Whatever is to be done with an event. Types that you don't know, and later versions of them, are none of yours. */
function handle({ type, subject, time, data }) {
  switch (type) {
    case 'de.miomente.booking.confirmed.v1':
      say(`${time} booking ${subject} (order ${data.orderNumber}) was confirmed by ${data.actor}`);
      break;
    case 'de.miomente.booking.declined.v1':
      say(`${time} booking ${subject} (order ${data.orderNumber}) was declined: ${data.details.reason}`);
      break;
    default:
  }
}

for (;;) {
  const answer = await fetch(`${PORTAL}/api/events?after=${next}&limit=${LIMIT}`, {
    headers: { Authorization: `Bearer ${EVENTS_READ_SECRET}` },
    signal: AbortSignal.timeout(30_000),
  }).catch((error) => ({ ok: false, status: String(error.cause?.code ?? error.name), headers: new Headers() }));
  if (!answer.ok) {
    complain(`The portal answered ${answer.status}; trying again.`);
    await delay(1_000 * Number(answer.headers.get('Retry-After') ?? 5));
    continue;
  }
  const { data } = await answer.json();
  for (const event of data.events) handle(event);
  ({ next } = data);
  // Written beside and put in place: it is never half a file.
  writeFileSync(`${file}.new`, JSON.stringify({ next }));
  renameSync(`${file}.new`, file);
  if (data.events.length === LIMIT) continue;
  if (ONCE !== undefined) break;
  await delay(2_000);
}
