import { Router } from '@koa/router';
import { SettableClock } from '@miomente/booking-domain/testing';
import { address } from '@miomente/booking-paths';
import Koa from 'koa';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRoutes } from '../src/api/routes.ts';
import { open } from '../src/guard/gate.ts';
import { declaredProblems, mount } from '../src/guard/mount.ts';
import { type Route, route } from '../src/guard/route.ts';
import type { FailureLine } from '../src/logging/http-log.ts';
import { errorPages } from '../src/pages/error-page.tsx';
import { answerProblems } from '../src/problem/answer-problems.ts';
import { HttpProblem, type ProblemCode, STATUS_OF } from '../src/problem/http-problem.ts';
import type { RequestState } from '../src/request/context.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { makeSessions } from '../src/session/sessions.ts';
import { type Answer, send } from './client.ts';
import { openWorld, SETTINGS } from './world.ts';

let server: RunningServer;
let failures: FailureLine[];
afterEach(() => server.stop());

const PATH = '/api/thing';
const THING = z.strictObject({ name: z.string() });

/** Calls a route that answers as the test says. */
async function ask(
  answer: () => unknown,
  { production = false, problems = [] as readonly ProblemCode[] } = {},
): Promise<Answer> {
  failures = [];
  const log = { request: () => undefined, failure: (line: FailureLine) => failures.push(line) };
  const settings = { ...SETTINGS, production };
  const thing = route({
    method: 'get',
    address: address(PATH),
    summary: 'A thing',
    description: 'For the tests.',
    gate: open,
    answers: { 200: THING },
    problems,
    handle: async () => answer() as { status: 200; data: { name: string } },
  });
  const router = new Router<RequestState>();
  mount(router, { settings }, [thing]);
  const app = new Koa<RequestState>();
  app.use((ctx, next) => {
    ctx.state.requestId = 'r-1';
    ctx.state.language = 'en';
    return next();
  });
  const pages = errorPages({ settings, clock: new SettableClock() });
  app.use(answerProblems({ log }, pages));
  app.use(router.routes());
  server = await startServer(app, { host: '127.0.0.1', port: 0 });
  return send(server.url, 'GET', PATH);
}

describe('a route answers only as declared', () => {
  it('in the envelope', async () => {
    const answer = await ask(() => ({ status: 200, data: { name: 'x' } }));
    expect([answer.status, answer.json]).toEqual([200, { success: true, data: { name: 'x' } }]);
  });

  it.each([
    [
      'a status that is not declared',
      { status: 201, data: { name: 'x' } },
      `get ${PATH} answered 201, which the route does not declare.`,
    ],
    [
      'a field that is missing',
      { status: 200, data: {} },
      `get ${PATH} answered 200 with something else at name: invalid_type, which the route does not declare.`,
    ],
    [
      'a field too many',
      { status: 200, data: { name: 'x', secret: 'y' } },
      `get ${PATH} answered 200 with something else at : unrecognized_keys, which the route does not declare.`,
    ],
  ])('%s throws and is logged, outside of production', async (_, given, reason) => {
    const answer = await ask(() => given);
    expect(answer.status).toBe(500);
    expect(failures).toMatchObject([{ error: 'SafeError', reason }]);
  });

  it('an undeclared error throws, too', async () => {
    const answer = await ask(() => {
      throw new HttpProblem('cancelled');
    });
    expect(answer.status).toBe(500);
    expect(failures).toMatchObject([
      { reason: `get ${PATH} refused with 409 cancelled, which the route does not declare.` },
    ]);
  });

  it('a declared one is an answer', async () => {
    const refuse = () => {
      throw new HttpProblem('cancelled');
    };
    const answer = await ask(refuse, { problems: ['cancelled'] });
    expect(answer.status).toBe(409);
    expect(failures).toEqual([]);
  });

  it('in production the client gets the answer anyway', async () => {
    const answer = await ask(() => ({ status: 200, data: { name: 'x', more: 1 } }), { production: true });
    expect([answer.status, answer.json]).toEqual([200, { success: true, data: { name: 'x', more: 1 } }]);
  });
});

describe('every route of the API', () => {
  it('is declared once, with its gate, answers and errors', async () => {
    const world = await openWorld();
    server = { url: world.url, port: 0, partWays: () => undefined, stop: world.stop };
    const routes = apiRoutes({ ...world.deps, sessions: makeSessions(world.deps) });
    const described = routes.map((declared: Route) => {
      const { method, path, gate, answers } = declared;
      const statuses = new Set(declaredProblems(declared).map((code) => STATUS_OF[code]));
      return `${method} ${path} [${gate.scheme}] ${Object.keys(answers)} | ${[...statuses]}`;
    });
    expect(described).toEqual([
      'get /api/partner/bookings [portal] 200 | 400,401,403,406,429,500,503',
      'get /api/partner/bookings/pending [portal] 200 | 400,401,403,406,429,500,503',
      'get /api/partner/bookings/:id [portal] 200 | 400,401,403,404,406,429,500,503',
      'get /api/partner/course-dates [portal] 200 | 400,401,403,406,429,500,503',
      'get /api/partner/course-dates/:key/standing-yes [portal] 200 | 400,401,403,406,429,500,503',
      'post /api/partner/course-dates/:key/standing-yes [portal] 200 | 400,401,403,404,406,409,413,415,429,500,503',
      'delete /api/partner/course-dates/:key/standing-yes [portal] 200 | 400,401,403,406,413,415,429,500,503',
      'post /api/partner/bookings/batch [portal] 200 | 400,401,403,406,409,413,415,422,429,500,503',
      'post /api/partner/bookings/:id/confirm [portal] 200 | 400,401,403,404,406,409,413,415,422,429,500,503',
      'post /api/partner/bookings/:id/decline [portal] 200 | 400,401,403,404,406,409,413,415,422,429,500,503',
      'post /api/partner/bookings/:id/reopen [portal] 200 | 400,401,403,404,406,409,413,415,422,429,500,503',
      'get /api/manager/bookings [portal] 200 | 400,401,403,406,429,500,503',
      'post /api/manager/bookings/:id/confirm [portal] 200 | 400,401,403,404,406,409,413,415,422,429,500,503',
      'post /api/manager/bookings/:id/decline [portal] 200 | 400,401,403,404,406,409,413,415,422,429,500,503',
      'post /api/manager/bookings/:id/reopen [portal] 200 | 400,401,403,404,406,409,413,415,422,429,500,503',
      'get /api/manager/bookings/:id/replies [portal] 200 | 400,401,403,404,406,429,500,503',
      'post /api/manager/bookings/:id/replies/read [portal] 200 | 400,401,403,404,406,413,415,429,500,503',
      'get /api/manager/calls [portal] 200 | 400,401,403,406,429,500,503',
      'post /api/manager/calls/:customerNumber/claim [portal] 200 | 400,401,403,404,406,409,413,415,429,500,503',
      'post /api/manager/calls/:customerNumber/release [portal] 200 | 400,401,403,404,406,409,413,415,429,500,503',
      'post /api/manager/calls/:customerNumber/outcome [portal] 200 | 400,401,403,404,406,409,413,415,422,429,500,503',
      'get /api/manager/deliveries [portal] 200 | 400,401,403,406,429,500,503',
      'post /api/manager/deliveries/:id/resend [portal] 200 | 400,401,403,404,406,413,415,429,500,503',
      'get /api/manager/partners [portal] 200 | 400,401,403,406,429,500,503',
      'get /api/manager/partners/:customerNumber [portal] 200 | 400,401,403,404,406,429,500,503',
      'post /api/manager/partners/:customerNumber/clear-bounce [portal] 200 | 400,401,403,404,406,413,415,429,500,503',
      'post /api/manager/partners/:customerNumber/correct-address [portal] 200 | 400,401,403,404,406,409,413,415,429,500,503',
      'get /api/manager/order-items [portal] 200 | 400,401,403,406,429,500,503',
      'post /api/webhooks/new-order [webhook] 200,202 | 400,401,403,406,413,415,500,503',
      'post /api/webhooks/sendgrid [mail_provider] 200 | 400,401,403,404,406,413,415,500,503',
      'post /api/webhooks/inbound-mail [inbound_mail] 200 | 400,401,403,404,406,500,503',
      'post /api/cron/booking-reminders [cron] 200 | 400,401,403,404,406,500,503',
      'get /api/events [events] 200 | 400,401,404,406,500,503',
      'get /healthz [open] 200 | 400,406,500,503',
      'get /readyz [open] 200 | 400,406,500,503',
    ]);
  });
});
