import { clickThrough, launchBrowser } from '@miomente/booking-testing';
import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../world.ts';

let world: World;
afterEach(() => world.stop());

describe('api#openapi: the reference at /docs', () => {
  it('comes from our own server, with the strict policy and without an inline script', async () => {
    world = await openWorld();
    const { status, headers, text } = await world.send('GET', '/docs');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none';img-src 'self' data:",
    );
    const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.filter((address) => !address.startsWith('/'))).toEqual([]);
    for (const address of addresses)
      expect([address, (await world.send('GET', address)).status]).toEqual([address, 200]);
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|style=|<style/);
  });
});

it('api#openapi: a browser shows every operation, loads nothing from elsewhere and violates no policy', async () => {
  world = await openWorld();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${world.url}/docs`);
    await page.locator('.opblock-summary').first().waitFor();
    const { paths } = (await world.send('GET', '/openapi.json')).json as { readonly paths: Record<string, object> };
    const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
    expect(operations.length).toBeGreaterThan(10);
    expect(await page.locator('.opblock-summary').count()).toBe(operations.length);
    await clickThrough(page.locator('.opblock-summary-control').first());
    await page.locator('.responses-table').first().waitFor();
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(world.url) && !url.startsWith('data:'))).toEqual([]);
  } finally {
    await browser.close();
  }
});
