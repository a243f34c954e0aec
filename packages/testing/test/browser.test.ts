import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickThrough, launchBrowser } from '../src/index.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the browser shows a page', async () => {
  const page = await browser.newPage();
  await page.setContent('<h1>Grüß Gott</h1>');
  expect(await page.textContent('h1')).toBe('Grüß Gott');
  await page.close();
});

test('after a click, all of the page that it leads to is there, also what came late', async () => {
  const server = createServer(async (request, response) => {
    response.setHeader('Content-Type', 'text/html');
    if (request.url === '/') return response.end('<a href="/next">Next</a>');
    response.write(`<h1>Next</h1>${'<!-- -->'.repeat(500)}`);
    await delay(300);
    return response.end('<p>Late</p>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const page = await browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await clickThrough(page.getByRole('link'));
    expect(await page.locator('p').count()).toBe(1);
  } finally {
    await page.close();
    server.close();
  }
});
