import { PARTNER_NUMBER } from '@miomente/booking-domain/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressTable, type ListedAddress, listAddresses } from '../src/addresses.ts';
import { makeDevices } from '../src/device/devices.ts';
import { everybody } from '../src/pages/gates.ts';
import { declarations } from '../src/router.ts';
import { makeSessions } from '../src/session/sessions.ts';
import { aReceiver } from './mail-receiver.ts';
import { mounted, openEveryRoute } from './security/every-route.ts';
import { OFFICE, type World } from './world.ts';

const FILE = '../../../docs/addresses.md';
const METRICS_SECRET = 'metrics secret of the tests, long enough';

/** The list of a running product; the try-out's part, which production does not have, by itself. */
function listsOf(world: World) {
  const web = { ...world.deps, sessions: makeSessions(world.deps), devices: makeDevices(world.deps) };
  const all = listAddresses(declarations(web));
  const tryOut = listAddresses(world.deps.sample?.pages(everybody(web)) ?? []);
  const isOfTryOut = ({ path }: ListedAddress) => path !== '/assets/:file' && tryOut.some((page) => page.path === path);
  return { product: all.filter((each) => !isOfTryOut(each)), tryOut: all.filter(isOfTryOut) };
}

let world: World;
let product: readonly ListedAddress[];
let tryOut: readonly ListedAddress[];
beforeAll(async () => {
  const inboundMail = { secret: METRICS_SECRET, read: async () => 'unreadable' as const };
  const deps = { mailReports: [aReceiver()], inboundMail };
  world = await openEveryRoute({ settings: { metricsSecret: METRICS_SECRET }, deps });
  await world.partner();
  ({ product, tryOut } = listsOf(world));
});
afterAll(() => world.stop());

describe('api#list-of-addresses', () => {
  it('stands in docs/addresses.md as it is declared; npm run docs:addresses writes it', async () => {
    const text = `# Addresses

Every address that the product answers, made from the declarations by \`npm run docs:addresses\`. \`HEAD\` is answered like
\`GET\`. Every \`POST\` refuses what another site's page sends (403), unless a bearer token comes with it. The limits stand in
[API and pages](rules/api.md#limits).

${addressTable(product)}

## The try-out

Only where all external systems are stand-ins; \`/\` leads to the portal elsewhere.

${addressTable(tryOut)}
`;
    await expect(text).toMatchFileSnapshot(FILE);
  });

  it('is all that the router holds, and holds nothing that it does not', () => {
    const listed = [...product, ...tryOut].filter(({ path }) => path !== '/assets/:file');
    expect(mounted(world)).toEqual(expect.arrayContaining(listed.map(({ method, path }) => `${method} ${path}`)));
    expect(mounted(world)).toHaveLength(listed.length);
  });
});

const FILLING: Readonly<Record<string, string>> = {
  id: '1',
  key: '7.1741885200000',
  customerNumber: 'P-100',
  ticketId: '1',
  token: '0'.repeat(64),
  request: '0123456789abcdef',
  list: 'partners',
  kind: 'login_link',
  language: 'en',
};
const open = (path: string): string => path.replace(/:(\w+)/g, (_, name: string) => FILLING[name] ?? '');
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

/** What an address says to somebody, with where it leads; `headers` say who it is. */
async function told({ method, path }: ListedAddress, headers: Readonly<Record<string, string>> = {}) {
  const body = method === 'POST' && !path.startsWith('/api/') ? '' : undefined;
  const own = method === 'POST' ? (path.startsWith('/api/') ? { 'Sec-Fetch-Site': 'same-origin' } : FORM) : {};
  const answer = await world.send(method, open(path), { headers: { ...own, ...headers }, body });
  const [leadsTo = ''] = String(answer.headers['location'] ?? '').split('?', 1);
  return leadsTo === '' ? `${answer.status}` : `${answer.status} ${leadsTo}`;
}

/** What each gate says to somebody who shows nothing. */
const TO_NOBODY: Readonly<Record<string, RegExp>> = {
  portal: /^303 \/login$/,
  office: /^(?:303 \/login|401)$/,
  partner: /^(?:303 \/login|401)$/,
  'portal or link': /^303 \/login$/,
  secret: /^401$/,
  'shop, by secret or signature': /^401$/,
  'mail provider, by signature': /^401$/,
  'SendGrid’s Inbound Parse, by password': /^401$/,
  'outside scheduler, by secret': /^401$/,
  'program that reads events, by secret': /^401$/,
  // What a link opens is told by its page, and a login by its own: nobody is sent away from these. A calendar that does
  // not exist is missing.
  link: /^(?:200|404|303 \/(?:confirmation-error.*|login))$/,
  login: /^(?:200|303 \/login.*|404|410|422)$/,
  everybody: /^(?:200|303 \/.*|404)$/,
};

describe('api#list-of-addresses: each address answers as its gate says', () => {
  it('to somebody who shows nothing', async () => {
    for (const each of [...product, ...tryOut].filter(({ path }) => path !== '/assets/:file'))
      expect(await told(each), `${each.method} ${each.path}`).toMatch(TO_NOBODY[each.who] ?? /^no such gate$/);
  });

  it('to a partner on the office’s, and to the office on a partner’s', async () => {
    const partner = await world.as(PARTNER_NUMBER);
    const office = await world.as(OFFICE);
    for (const each of product) {
      const name = `${each.method} ${each.path}`;
      if (each.who === 'office') expect(await told(each, partner), name).toBe('403');
      if (each.who === 'partner') expect(await told(each, office), name).toBe('403');
    }
  });

  it('to what another site’s page sends', async () => {
    const other = { Origin: 'https://other.example.org', 'Sec-Fetch-Site': 'cross-site' };
    for (const each of [...product, ...tryOut].filter(({ method }) => method === 'POST'))
      expect(await told(each, other), each.path).toBe('403');
  });
});
