import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Visit } from '@miomente/booking-domain';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { now, openStage, PHONE, type Stage } from '../pages/stage.ts';
import { BROWSER_MACHINES, type BrowserMachine } from './chromium-machines.ts';
import { DAY, type MailOf, type Scene, sent } from './scene.ts';

/** A share of the corpus with a real Chromium that does not say that a program drives it. One browser, one site. */
const AFTER_MS = [0, 2, 10, 25, 90].map((seconds) => seconds * SECOND_MS);
const MAILS: readonly MailOf[] = ['request', 'receipt'];
const mailOf = (turn: number): MailOf => MAILS[turn % MAILS.length] ?? 'request';
const COMES_BACK = 10;
const SUCCESS = 'Buchung erfolgreich bestätigt!';

let stage: Stage;
let visits: Visit[] = [];

beforeAll(async () => {
  stage = await openStage({
    deps: { countVisit: (visit) => visits.push(visit) },
    // As on phones, the back button may bring a page back as it was.
    launch: { flags: ['--disable-blink-features=AutomationControlled'], without: ['--disable-back-forward-cache'] },
  });
});
afterAll(() => stage.close());

const profile = (options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  stage.browser.newContext({ locale: 'de-DE', viewport: PHONE, ...options });

test('the browser does not say that a program drives it', async () => {
  const context = await profile();
  const page = await context.newPage();
  await page.goto(`${stage.url}/login`);
  expect(await page.evaluate(() => navigator.webdriver)).toBe(false);
  await context.close();
});

/** @returns whether the visit changed the booking, and whether the browser became a known device */
async function visit(machine: BrowserMachine, context: BrowserContext, mail: MailOf, afterMs: number, turn: number) {
  const scene = await sent(stage, mail);
  const before = await statusOf(scene);
  stage.clock.advance(afterMs);
  const page = await context.newPage();
  const waits = machine.waits(afterMs);
  await machine.visit({ stage, page, scene, waitMs: waits[turn % waits.length] ?? 0, turn });
  for (const each of context.pages()) await each.close();
  const known = (await context.cookies()).some(({ name }) => name === 'booking_device');
  const answered = (await statusOf(scene)) !== before;
  stage.clock.advance(HOUR_MS);
  return { answered, known };
}

async function statusOf({ booking }: Scene): Promise<string | undefined> {
  return booking === null ? undefined : (await now(stage, booking)).status;
}

describe('links#press · no program with a real browser answers or becomes a known device', () => {
  test.each(BROWSER_MACHINES)('$name', { timeout: 120_000 }, async (machine) => {
    visits = [];
    const came: { readonly answered: boolean; readonly known: boolean }[] = [];
    let turn = 0;
    for (const afterMs of AFTER_MS) {
      const fresh = await profile({ javaScriptEnabled: machine.runsScript });
      came.push(await visit(machine, fresh, mailOf(turn), afterMs, turn));
      await fresh.close();
      turn += 1;
    }
    const kept = await profile({ javaScriptEnabled: machine.runsScript });
    for (let n = 0; n < COMES_BACK; n += 1) {
      // Of each mail once at each time.
      came.push(await visit(machine, kept, mailOf(n), AFTER_MS[n % AFTER_MS.length] ?? 0, turn));
      turn += 1;
    }
    await kept.close();

    expect(came).toHaveLength(AFTER_MS.length + COMES_BACK);
    expect(came.filter(({ answered, known }) => answered || known)).toEqual([]);
    // Nothing of what it sent gave it away as no browser, and its presses arrived.
    const kinds = new Set(visits.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(machine.name.includes('press') ? ['click', 'press'] : ['click']));
    expect(visits.filter(({ verdict }) => verdict === 'confirm')).toEqual([]);
  });
});

/** Presses the button that has the focus, or is clicked, and answers the question if there is one. @returns extra steps */
async function pressed(page: Page, how: (page: Page) => Promise<void> = click): Promise<number> {
  await how(page);
  const answer = page.locator('#answer');
  if ((await answer.count()) === 0) return 0;
  // Nobody has to look for the field.
  await page.locator('#answer:focus').waitFor();
  await page.keyboard.type(DAY);
  await page.keyboard.press('Enter');
  await page.locator('#answer').waitFor({ state: 'detached' });
  return 1;
}

async function click(page: Page): Promise<void> {
  const arrived = page.waitForEvent('domcontentloaded');
  await page.locator('main form button').first().click();
  await arrived;
}

/** Tab until the button has the focus, then Enter. */
async function byKeyboard(page: Page): Promise<void> {
  const focused = () => page.evaluate(() => document.activeElement?.className ?? '');
  for (let tabs = 0; !(await focused()).includes('yes'); tabs += 1) {
    if (tabs > 30) throw new Error('The button can not be reached by keyboard.');
    await page.keyboard.press('Tab');
    expect(await focused()).not.toContain('trap');
  }
  const arrived = page.waitForEvent('domcontentloaded');
  await page.keyboard.press('Enter');
  await arrived;
}

interface Person {
  readonly name: string;
  /** The most extra steps that are allowed. */
  readonly most: 0 | 1;
  readonly options?: BrowserContextOptions;
  readonly keepsCookies?: boolean;
  /** The time on the site's clock, as far from the device's. */
  readonly siteIsAheadMs?: number;
  readonly readsMs?: number;
  /** @returns how many extra steps it took */
  readonly answers?: (page: Page, link: string) => Promise<number>;
}

const reads = (): void => stage.clock.advance(4 * SECOND_MS);

const PEOPLE: readonly Person[] = [
  { name: 'on a new phone, without script', most: 0, options: { javaScriptEnabled: false } },
  { name: 'on a new phone, with script', most: 0 },
  { name: 'presses at once', most: 1, readsMs: 0, options: { javaScriptEnabled: false } },
  { name: 'has only a keyboard', most: 0, answers: (page) => pressed(page, byKeyboard) },
  {
    name: 'has only a keyboard, and presses at once',
    most: 1,
    readsMs: 0,
    answers: (page) => pressed(page, byKeyboard),
  },
  {
    name: 'looks at another page, and comes back with the back button',
    most: 0,
    answers: async (page, link) => {
      await page.locator('main a.button.no').click();
      await page.waitForURL(/decline/);
      reads();
      await page.goBack();
      expect(page.url()).toBe(stage.url + link);
      reads();
      return pressed(page);
    },
  },
  {
    name: 'goes back after confirming, and presses again',
    most: 0,
    answers: async (page, link) => {
      const steps = await pressed(page);
      await page.goBack();
      // On this device, which is known by now, the link answers as after the press.
      if (page.url() === stage.url + link) return steps + (await pressed(page));
      return steps;
    },
  },
  {
    name: 'in two tabs, pressing in both',
    most: 0,
    answers: async (page, link) => {
      const other = await page.context().newPage();
      await other.goto(stage.url + link);
      reads();
      return (await pressed(page)) + (await pressed(other));
    },
  },
  { name: 'in an app’s browser that refuses cookies', most: 0, keepsCookies: false },
  { name: 'in an app’s browser that refuses cookies, at once', most: 1, keepsCookies: false, readsMs: 0 },
  // Last, since they move the site's clock to the time of the machine.
  { name: 'on a device whose clock is an hour ahead', most: 0, siteIsAheadMs: -HOUR_MS },
  { name: 'on a device whose clock is an hour behind', most: 0, siteIsAheadMs: HOUR_MS },
];

/** The site as a browser that refuses cookies has it. @returns its address, and how to end it */
async function withoutCookies(): Promise<{ readonly url: string; readonly end: () => void }> {
  const server = createServer((asked, answer) => {
    const { method = 'GET', headers, url = '/' } = asked;
    const passedOn = request(stage.url + url, { method, headers }, (from) => {
      const { 'set-cookie': _, ...kept } = from.headers;
      from.pipe(answer.writeHead(from.statusCode ?? 502, kept));
    });
    asked.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    end: () => server.close().closeAllConnections(),
  };
}

describe('links#press · with a real browser no person is refused, and one extra step is the most', () => {
  test.each(PEOPLE)('$name', async (person) => {
    const { most, options = {}, keepsCookies = true, readsMs = 6 * SECOND_MS, answers = (on) => pressed(on) } = person;
    if (person.siteIsAheadMs !== undefined) stage.clock.set(Date.now() + person.siteIsAheadMs);
    const context = await profile(options);
    const site = keepsCookies ? { url: stage.url, end: () => undefined } : await withoutCookies();
    const page = await context.newPage();
    const arrives = async () => {
      const scene = await sent(stage, 'request');
      stage.clock.advance(5 * MINUTE_MS);
      await page.goto(site.url + (scene.links[0] ?? ''));
      return scene;
    };

    const first = await arrives();
    stage.clock.advance(readsMs);
    const steps = await answers(page, first.links[0] ?? '');
    expect(await statusOf(first)).toBe('confirmed');
    expect(steps).toBeLessThanOrEqual(most);
    if (keepsCookies) {
      for (const tab of context.pages()) expect(await tab.textContent('h1')).toMatch(/bestätigt/);
      // From now on the device is known, and a tap on the link is all.
      expect(await statusOf(await arrives())).toBe('confirmed');
      expect(await page.textContent('h1')).toBe(SUCCESS);
    } else expect(await context.cookies()).toEqual([]);
    await context.close();
    site.end();
  });
});
