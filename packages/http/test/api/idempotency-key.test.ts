import { ANSWERS_KEPT_MS, asBookingId, asCustomerNumber, HOUR_MS, TransientFailure } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../src/api/routes.ts';
import { makeSessions } from '../../src/session/sessions.ts';
import { orderNumber } from '../bookings.ts';
import type { Answer } from '../client.ts';
import { OFFICE, openWorld, type World } from '../world.ts';

const KEY = '8e03978e-40d5-43dd-bc93-6894a57f9324';
const PARTNERS = '/api/partner/bookings';
/** So near that a person must phone at once. */
const SOON = '2025-03-03 11:30:00';
const DECLINE = { reason: 'capacity_full', notes: 'Alles voll.' };

let world: World;
/** Called before each call of a port; may throw, as a failing database would. */
let fault: (call: string) => void | Promise<void>;
/** Called after each. */
let lost: (call: string) => void;

beforeEach(async () => {
  fault = () => undefined;
  lost = () => undefined;
  world = await openWorld({
    around: async ({ port, method }, run) => {
      await fault(`${port}.${method}`);
      const value = await run();
      lost(`${port}.${method}`);
      return value;
    },
  });
  await world.partner();
});
afterEach(() => world.stop());

type Caller = Awaited<ReturnType<World['as']>>;
const partner = (): Promise<Caller> => world.as(asCustomerNumber('P-100'));

async function post(
  path: string,
  body?: unknown,
  { key = KEY, as }: { key?: string; as?: Caller } = {},
): Promise<Answer> {
  const headers = { ...(as ?? (await partner())), 'Idempotency-Key': key };
  return world.send('POST', path, { headers, ...(body === undefined ? {} : { body }) });
}
const shown = ({ status, text }: Answer) => [status, text];
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } }).error?.code];
/** The answers in a booking's timeline. */
async function answersOf(id = 1): Promise<readonly string[]> {
  const types = (await world.timeline(asBookingId(id))).map((entry) => (entry.kind === 'event' ? entry.type : ''));
  return types.filter((type) => ['confirmed', 'declined', 'reopened', 'called'].includes(type));
}

/** Every operation that takes a key: what comes before it, what it asks for, and what then stands in the timeline. */
const OPERATIONS: Readonly<
  Record<
    string,
    { readonly path: string; readonly body?: unknown; readonly before?: string; readonly events: readonly string[] }
  >
> = {
  '/api/partner/bookings/:id/confirm': { path: `${PARTNERS}/1/confirm`, body: { notes: 'Ja.' }, events: ['confirmed'] },
  '/api/partner/bookings/:id/decline': { path: `${PARTNERS}/1/decline`, body: DECLINE, events: ['declined'] },
  '/api/partner/bookings/:id/reopen': {
    path: `${PARTNERS}/1/reopen`,
    before: `${PARTNERS}/1/confirm`,
    events: ['confirmed', 'reopened'],
  },
  '/api/partner/bookings/batch': {
    path: `${PARTNERS}/batch`,
    body: { action: 'confirm', ids: [1, 2] },
    events: ['confirmed'],
  },
  '/api/manager/bookings/:id/confirm': { path: '/api/manager/bookings/1/confirm', events: ['confirmed'] },
  '/api/manager/bookings/:id/decline': { path: '/api/manager/bookings/1/decline', body: DECLINE, events: ['declined'] },
  '/api/manager/bookings/:id/reopen': {
    path: '/api/manager/bookings/1/reopen',
    before: '/api/manager/bookings/1/confirm',
    events: ['confirmed', 'reopened'],
  },
  '/api/manager/calls/:customerNumber/outcome': {
    path: '/api/manager/calls/P-100/outcome',
    before: '/api/manager/calls/P-100/claim',
    body: { outcome: 'answered', answers: [{ id: 1, action: 'confirm' }] },
    events: ['confirmed'],
  },
};
const EACH = Object.entries(OPERATIONS);

async function ready({ path, before }: { readonly path: string; readonly before?: string }): Promise<Caller> {
  await world.order(orderNumber(1, { at: SOON }), orderNumber(2, { at: SOON }));
  await world.deliverDue();
  const as = path.startsWith(PARTNERS) ? await partner() : await world.as(OFFICE);
  if (before !== undefined) expect((await world.send('POST', before, { headers: as })).status).toBe(200);
  return as;
}

describe('api#idempotency-key: repeating a request', () => {
  it('is possible wherever a booking is answered', () => {
    const routes = apiRoutes({ ...world.deps, sessions: makeSessions(world.deps) });
    const keyed = routes.filter((route) => route.keyed);
    expect(keyed.map(({ path }) => path).toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
    expect(keyed.filter(({ gate, method }) => gate.caller === undefined || method !== 'post')).toEqual([]);
    const answering = routes.filter(
      ({ path, method }) => method === 'post' && /(?:confirm|decline|reopen|batch|outcome)$/.test(path),
    );
    expect(answering.map(({ path }) => path).toSorted()).toEqual(keyed.map(({ path }) => path).toSorted());
  });

  it.each(EACH)('%s: gives the same bytes and changes nothing', async (_, operation) => {
    const as = await ready(operation);
    const first = await post(operation.path, operation.body, { as });
    expect(first.status, first.text).toBe(200);
    await world.deliverDue();
    const again = await post(operation.path, operation.body, { as });
    expect(shown(again)).toEqual(shown(first));
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(again.headers['cache-control']).toBe(first.headers['cache-control']);
    expect(await answersOf()).toEqual(operation.events);
  });

  it.each(EACH)('%s: after a process died with the answer, it is not given twice', async (_, operation) => {
    const as = await ready(operation);
    lost = (call) => {
      if (/^bookings\.commit/.test(call)) throw new TransientFailure('The process is gone.');
    };
    expect((await post(operation.path, operation.body, { as })).status).toBe(503);
    lost = () => undefined;
    const again = await post(operation.path, operation.body, { as });
    expect(again.status, again.text).toBe(200);
    expect(JSON.stringify(again.json)).not.toMatch(/already_processed|try_again|not_confirmed/);
    expect(shown(await post(operation.path, operation.body, { as }))).toEqual(shown(again));
    expect(await answersOf()).toEqual(operation.events);
  });

  it('an outcome that is no answer is kept once, also when its answer was lost', async () => {
    const as = await ready({ path: '/api/manager/calls/P-100/outcome', before: '/api/manager/calls/P-100/claim' });
    lost = (call) => {
      if (call === 'calls.settle') throw new TransientFailure('The process is gone.');
    };
    const outcome = () => post('/api/manager/calls/P-100/outcome', { outcome: 'not_reached' }, { as });
    expect((await outcome()).status).toBe(503);
    lost = () => undefined;
    const again = await outcome();
    expect([again.status, shown(await outcome())]).toEqual([200, shown(again)]);
    expect(await answersOf()).toEqual(['called']);
  });

  it('of a batch that ended half way answers the rest', async () => {
    await world.order(orderNumber(1), orderNumber(2));
    let commits = 0;
    fault = (call) => {
      // One is answered, and the process is gone before the next.
      if (call === 'keptAnswers.keep') throw new TransientFailure('The process is gone.');
      if (call === 'bookings.commitEach') commits += 1;
    };
    const body = { action: 'confirm', ids: [1, 2] };
    expect((await post(`${PARTNERS}/batch`, { ...body, ids: [1] }, { key: 'one' })).status).toBe(503);
    fault = () => undefined;
    const results = ((await post(`${PARTNERS}/batch`, { ...body, ids: [1] }, { key: 'one' })).json as { data: object })
      .data;
    expect([commits, results]).toEqual([1, { results: [{ id: 1, result: 'confirmed' }] }]);
    expect(await answersOf(1)).toEqual(['confirmed']);
  });

  it('does not answer again what was taken back since', async () => {
    await world.order(orderNumber(1));
    fault = (call) => {
      if (call === 'keptAnswers.keep') throw new TransientFailure('The process is gone.');
    };
    expect((await post(`${PARTNERS}/1/confirm`)).status).toBe(503);
    fault = () => undefined;
    await world.send('POST', `${PARTNERS}/1/reopen`, { headers: await partner() });
    expect((await post(`${PARTNERS}/1/confirm`)).status).toBe(200);
    expect(await answersOf()).toEqual(['confirmed', 'reopened']);
  });

  it('gives a refusal again, also when it would be none any more', async () => {
    await world.order(orderNumber(1));
    const first = await post(`${PARTNERS}/1/reopen`);
    expect(codeOf(first)).toEqual([409, 'not_confirmed']);
    await post(`${PARTNERS}/1/confirm`, undefined, { key: 'another' });
    expect(shown(await post(`${PARTNERS}/1/reopen`))).toEqual(shown(first));
    expect(world.logLines.filter((line) => line.includes('"not_confirmed"'))).toHaveLength(2);
  });

  it('after a failure of ours tries again at once', async () => {
    await world.order(orderNumber(1));
    fault = (call) => {
      if (call === 'bookings.commitAll') throw new TransientFailure('The database is away.', { nothingDone: true });
    };
    expect((await post(`${PARTNERS}/1/confirm`)).status).toBe(503);
    fault = () => undefined;
    expect((await post(`${PARTNERS}/1/confirm`)).status).toBe(200);
    expect(await answersOf()).toEqual(['confirmed']);
  });

  it('after a process died without a word, waits for a quarter of a minute and not longer', async () => {
    await world.order(orderNumber(1));
    fault = (call) => {
      if (/^keptAnswers\.(keep|release)$/.test(call)) throw new TransientFailure('The process is gone.');
    };
    expect((await post(`${PARTNERS}/1/confirm`)).status).toBe(503);
    fault = () => undefined;
    expect(codeOf(await post(`${PARTNERS}/1/confirm`))).toEqual([409, 'request_at_work']);
    await world.persistence.letPass(15_000);
    expect((await post(`${PARTNERS}/1/confirm`)).status).toBe(200);
    expect(await answersOf()).toEqual(['confirmed']);
  });

  it('of two tries that end at once, both get the answer that was kept first', async () => {
    await world.order(orderNumber(1));
    const first = { status: 200, body: '{"success":true,"data":"the other process’s"}' };
    fault = async (call) => {
      if (call !== 'keptAnswers.keep') return;
      fault = () => undefined;
      await world.persistence.ports.keptAnswers.keep({ id: 1 }, first);
    };
    expect(shown(await post(`${PARTNERS}/1/confirm`))).toEqual([200, first.body]);
    expect(shown(await post(`${PARTNERS}/1/confirm`))).toEqual([200, first.body]);
  });

  it('after 24 hours is a request of its own', async () => {
    await world.order(orderNumber(1));
    const first = await post(`${PARTNERS}/1/confirm`);
    await world.persistence.letPass(ANSWERS_KEPT_MS - HOUR_MS);
    expect(shown(await post(`${PARTNERS}/1/confirm`))).toEqual(shown(first));
    await world.persistence.letPass(HOUR_MS);
    expect(codeOf(await post(`${PARTNERS}/1/confirm`))).toEqual([409, 'already_processed']);
  });
});

describe('api#idempotency-key: the key', () => {
  it('names one request: another body, or another operation, is refused', async () => {
    await world.order(orderNumber(1), orderNumber(2));
    await post(`${PARTNERS}/1/confirm`, { notes: 'Ja.' });
    for (const [path, body] of [
      [`${PARTNERS}/1/confirm`, { notes: 'Nein.' }],
      [`${PARTNERS}/1/confirm`, undefined],
      [`${PARTNERS}/2/confirm`, { notes: 'Ja.' }],
    ] as const) {
      expect(codeOf(await post(path, body))).toEqual([422, 'key_reused']);
    }
    expect((await world.booking(asBookingId(2)))?.status).toBe('pending');
  });

  it('is its caller’s own: the same text of somebody else is another key', async () => {
    await world.partner(asCustomerNumber('P-200'));
    await world.order(orderNumber(1));
    const first = await post(`${PARTNERS}/1/confirm`);
    const stranger = await post(`${PARTNERS}/1/confirm`, undefined, { as: await world.as(asCustomerNumber('P-200')) });
    expect([first.status, codeOf(stranger)]).toEqual([200, [404, 'not_found']]);
    const manager = await post('/api/manager/bookings/1/confirm', undefined, { as: await world.as(OFFICE) });
    expect(codeOf(manager)).toEqual([409, 'already_processed']);
  });

  it.each([
    ['empty', ''],
    ['too long', 'k'.repeat(256)],
    ['with a blank', 'a b'],
    ['with a tab', 'a\tb'],
    ['not ASCII', 'schlüssel'],
  ])('is refused when it is %s', async (_, key) => {
    await world.order(orderNumber(1));
    const answer = await post(`${PARTNERS}/1/confirm`, undefined, { key });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { issues: [{ path: 'headers.idempotency-key' }] } });
    expect(await answersOf()).toEqual([]);
  });

  it('may have 255 characters, quotes among them', async () => {
    await world.order(orderNumber(1));
    expect((await post(`${PARTNERS}/1/confirm`, undefined, { key: `"${'k'.repeat(253)}"` })).status).toBe(200);
  });

  it('is looked at after the caller and the request', async () => {
    const nobody = await world.send('POST', `${PARTNERS}/1/confirm`, { headers: { 'Idempotency-Key': '' } });
    expect(nobody.status).toBe(401);
    await world.order(orderNumber(1));
    const wrong = await post(`${PARTNERS}/1/confirm`, { unknown: 1 });
    expect(codeOf(wrong)).toEqual([400, 'invalid_request']);
    expect((await post(`${PARTNERS}/1/confirm`, { notes: 'Ja.' })).status).toBe(200);
  });

  it('with one request at work, tells another when to try again', async () => {
    await world.order(orderNumber(1));
    let goOn = (): void => undefined;
    let first: Promise<Answer> | undefined;
    await new Promise<void>((reached) => {
      fault = async (call) => {
        if (call !== 'bookings.commitAll') return;
        reached();
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      };
      first = post(`${PARTNERS}/1/confirm`);
    });
    const meanwhile = await post(`${PARTNERS}/1/confirm`);
    expect(codeOf(meanwhile)).toEqual([409, 'request_at_work']);
    expect(meanwhile.headers['retry-after']).toBe('1');
    goOn();
    const answer = (await first) ?? expect.fail('Nothing was sent.');
    expect([answer.status, shown(await post(`${PARTNERS}/1/confirm`))]).toEqual([200, shown(answer)]);
    expect(await answersOf()).toEqual(['confirmed']);
  });
});
