import { clickThrough } from '@miomente/booking-testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookAsked as book } from './orders.ts';
import { DESK, linksOf, now, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What mail scanners send: nothing, a bot's name, or every header of a person's browser. */
const DISGUISES: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'User-Agent': 'MailScanner/1.0' },
  {
    'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36',
    Accept: 'text/html',
    'Sec-Fetch-Site': 'none',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
    'Sec-Fetch-User': '?1',
    'Upgrade-Insecure-Requests': '1',
  },
  { 'Sec-Purpose': 'prefetch;prerender' },
  { Purpose: 'prefetch' },
  { Cookie: 'booking_device=forged.forged' },
];

test('F29 however a scanner opens both links, nothing changes; then the person answers as usual', async () => {
  const booking = await book(stage);
  const links = Object.values(linksOf(stage, booking));
  const before = { booking: await now(stage, booking), jobs: await stage.persistence.jobs() };

  for (const link of links) {
    for (const headers of DISGUISES) {
      await stage.send('HEAD', link, { headers });
      await stage.send('GET', link, { headers });
    }
    await Promise.all(Array.from({ length: 20 }, () => stage.send('GET', link, { headers: DISGUISES[2] ?? {} })));
  }
  await browseEverything(links);
  expect({ booking: await now(stage, booking), jobs: await stage.persistence.jobs() }).toEqual(before);

  const person = await stage.visitor();
  await person.open(links[0] ?? '');
  await clickThrough(person.page.locator('main button').first());
  expect(await person.heading()).toBe('Buchung erfolgreich bestätigt!');
  const next = await book(stage, { lastName: 'Danach' });
  await person.open(linksOf(stage, next).confirm);
  expect(await person.heading()).toBe('Buchung erfolgreich bestätigt!');
});

/** A real browser with JavaScript that follows redirects and all links, to a limited depth. */
async function browseEverything(links: readonly string[]): Promise<void> {
  const scanner = await stage.visitor({ javaScriptEnabled: true, viewport: DESK });
  const seen = new Set<string>();
  let next = [...links];
  for (let depth = 0; depth < 3; depth += 1) {
    const found: string[] = [];
    for (const path of next.filter((candidate) => !seen.has(candidate))) {
      seen.add(path);
      await scanner.open(path);
      const hrefs = await scanner.page.locator('a[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      found.push(...hrefs.filter((href): href is string => href?.startsWith('/') === true));
    }
    next = found;
  }
  expect(seen.size).toBeGreaterThan(4);
}
