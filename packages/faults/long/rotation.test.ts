import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { PARTNERS } from '../src/client.ts';
import { ask, untilReady } from '../src/index.ts';
import type { ProductProcess } from '../src/product-process.ts';
import { stageOfTest } from './stage-of-test.ts';

const ROTATED = ['BOOKING_TOKEN_SECRET', 'PORTAL_JWT_SECRET', 'WEBHOOK_SECRET'] as const;
type Secrets = Readonly<Record<(typeof ROTATED)[number], string>>;
type Variables = Readonly<Record<string, string>>;

/** A session of a partner, signed with this secret. */
function sessionBy(secret: string): Record<string, string> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const claims = { sub: PARTNERS[0], customer_number: PARTNERS[0], role: 'partner', exp };
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return { authorization: `Bearer ${body}.${createHmac('sha256', secret).update(body).digest('base64url')}` };
}

it('links#rotation: operations: every secret is changed under running pairs: sessions, links and announcements of either go on', async () => {
  const made = (): Secrets =>
    Object.fromEntries(ROTATED.map((name) => [name, randomBytes(32).toString('hex')])) as Secrets;
  const [before, after] = [made(), made()];
  const previous = (secrets: Secrets): Variables =>
    Object.fromEntries(ROTATED.map((name) => [`${name}_PREVIOUS`, secrets[name]]));
  // As docs/operations.md says: the new one is known everywhere before anything is made with it.
  const steps: readonly { readonly makes: Secrets; readonly variables: Variables }[] = [
    { makes: before, variables: before },
    { makes: before, variables: { ...before, ...previous(after) } },
    { makes: after, variables: { ...after, ...previous(before) } },
    { makes: after, variables: after },
  ];
  const stage = await stageOfTest({ http: 2, schedulers: 0, variables: { SHUTDOWN_DRAIN_SECONDS: '0', ...before } });
  await untilReady(stage);

  const announced = async (process: ProductProcess, secret: string): Promise<void> => {
    const { orderId } = await stage.shop.placeOrder();
    const given = await ask(process, '/api/webhooks/new-order', {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ order_id: orderId }),
    });
    expect(given.status).toBe(200);
  };
  const statuses = (path: string, headers: Record<string, string> = {}): Promise<readonly number[]> =>
    Promise.all(stage.http.map(async (process) => (await ask(process, path, { headers })).status));

  const replace = async (at: number, variables: Variables): Promise<void> => {
    const leaving = stage.http[at];
    await leaving?.end('SIGTERM');
    stage.http[at] = await stage.start('http', { port: Number(new URL(leaving?.url ?? '').port), variables });
    await untilReady(stage);
  };
  /** One link of each mail that was accepted. */
  const linksSent = (): readonly string[] =>
    stage.mails.letters.flatMap(({ confirmTokens: [token] }) => (token === undefined ? [] : [`/api/confirm/${token}`]));
  let links = 0;
  for (const [n, to] of steps.entries()) {
    const from = steps[n - 1];
    if (from === undefined) continue;
    await replace(0, to.variables);
    // One process of each, and their links in mails that the other kind of scheduler writes.
    for (const [makes, writer] of [
      [0, from],
      [1, to],
    ] as const) {
      const maker = stage.http[makes];
      if (maker === undefined) throw new Error('There are two.');
      await announced(maker, makes === 0 ? to.makes.WEBHOOK_SECRET : from.makes.WEBHOOK_SECRET);
      links += 1;
      const scheduler = await stage.start('scheduler', { variables: writer.variables });
      while (linksSent().length < links) {
        if (scheduler.ended !== undefined) throw new Error(scheduler.output());
        await delay(50);
      }
      await scheduler.end('SIGTERM');
    }
    for (const { makes } of [from, to])
      expect(await statuses('/api/partner/bookings', sessionBy(makes.PORTAL_JWT_SECRET))).toEqual([200, 200]);
    for (const link of linksSent()) expect(await statuses(link)).toEqual([200, 200]);
    await replace(1, to.variables);
  }
  // At the end nothing of the old ones is worth anything, but for links, which are known by their digest.
  expect(await statuses('/api/partner/bookings', sessionBy(before.PORTAL_JWT_SECRET))).toEqual([401, 401]);
  expect(await statuses('/api/partner/bookings', sessionBy(after.PORTAL_JWT_SECRET))).toEqual([200, 200]);
  // In one step, a process that knows the old one alone would send whoever logged in at the other away.
  await replace(0, steps[0]?.variables ?? {});
  expect(await statuses('/api/partner/bookings', sessionBy(after.PORTAL_JWT_SECRET))).toEqual([401, 200]);
});
