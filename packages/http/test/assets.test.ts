import { afterEach, describe, expect, it } from 'vitest';
import { assetPath } from '../src/static/assets.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.stop());

describe('assets', () => {
  it('are cached for ever at an address that depends on their content', async () => {
    world = await openWorld();
    const path = assetPath('portal.css');
    expect(path).toMatch(/^\/assets\/portal\.[0-9a-f]{16}\.css$/);
    const answer = await world.send('GET', path);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      // The same in every language.
      vary: 'Accept-Encoding',
    });
    expect((await world.send('GET', '/favicon.svg')).headers['vary']).toBe('Accept-Encoding');
    expect((await world.send('GET', '/login')).headers['vary']).toContain('Accept-Language');
    expect((await world.send('HEAD', path)).text).toBe('');
  });

  it.each([
    '/assets/portal.css',
    '/assets/portal.0000000000000000.css',
    '/assets/../package.json',
    '/assets/%2e%2e/app.ts',
    '/assets/',
  ])('nothing else is served: %s', async (path) => {
    world = await openWorld();
    expect((await world.send('GET', path)).status).toBe(404);
  });

  it('an unknown name throws', async () => {
    world = await openWorld();
    expect(() => assetPath('nothing.css')).toThrow('There is no asset nothing.css');
  });
});
