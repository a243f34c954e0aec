import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../world.ts';

let world: World;
afterEach(() => world.stop());

describe('api#health: health and readiness', () => {
  it('says that the process is alive', async () => {
    world = await openWorld();
    const answer = await world.send('GET', '/healthz');
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ success: true, data: { alive: true } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('says that the process is ready', async () => {
    world = await openWorld();
    const answer = await world.send('GET', '/readyz');
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ success: true, data: { ready: true } });
  });

  it('answers 503 with what is missing, while the process is alive', async () => {
    const reason = 'Migrations are missing; run: npm run migrate';
    world = await openWorld({ deps: { readiness: async () => ({ ready: false, reason }) } });
    const answer = await world.send('GET', '/readyz', { headers: { 'Accept-Language': 'en' } });
    expect(answer.status).toBe(503);
    expect(answer.json).toEqual({
      success: false,
      error: { code: 'not_ready', message: `This process takes no requests yet. ${reason}` },
    });
    expect((await world.send('GET', '/healthz')).status).toBe(200);
  });

  it('running#liveness-follows-progress: answers 503 when a part of the process makes no progress', async () => {
    const reason = 'The outbox worker stands still.';
    world = await openWorld({ deps: { liveness: () => ({ alive: false, reason }) } });
    const answer = await world.send('GET', '/healthz', { headers: { 'Accept-Language': 'en' } });
    expect(answer.status).toBe(503);
    expect(answer.json).toEqual({
      success: false,
      error: { code: 'not_alive', message: `This process stands still and has to be started again. ${reason}` },
    });
    expect((await world.send('GET', '/readyz')).status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    world = await openWorld();
    const answer = await world.send('HEAD', '/healthz');
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
});
