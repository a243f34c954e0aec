import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Visit } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { now, openStage, PHONE, SMALL_PHONE, type Stage } from '../pages/stage.ts';
import { BROWSER_MACHINES, type BrowserMachine } from './chromium-machines.ts';
import { NOTHING, peopleTable, type Steps, Tallies, WHOLE, writeTable } from './document.ts';
import { DAY, loginOf, MAILS, type MailOf, type Scene, sent } from './scene.ts';

/**
 * The corpus with a real Chromium that does not say that a program drives it. One browser, one site. `npm test` has a
 * share of each kind, `npm run test:presses` all of it.
 */
const AFTER_MS = [0, 2, 10, 25, 90].map((seconds) => seconds * SECOND_MS);
const SUCCESS = 'Buchung erfolgreich bestätigt!';
/** How many mails a program's browser that keeps everything comes back for. */
const COMES_BACK = 10;

let stage: Stage;
let visits: Visit[] = [];
const tallies = new Tallies();
/** So that it is known that presses of logins arrive. */
let loginPresses = 0;
const people: Steps[] = [];

beforeAll(async () => {
  stage = await openStage({
    deps: { countVisit: (visit) => visits.push(visit) },
    launch: { flags: ['--disable-blink-features=AutomationControlled'] },
  });
});
afterAll(async () => {
  await stage.close();
  if (!WHOLE) return;
  writeTable('programs with a browser', tallies.table());
  writeTable('people with a browser', peopleTable(people));
});

const profile = (options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  stage.browser.newContext({ locale: 'de-DE', viewport: PHONE, ...options });

test('the browser does not say that a program drives it', async () => {
  const context = await profile();
  const page = await context.newPage();
  await page.goto(`${stage.url}/login`);
  expect(await page.evaluate(() => navigator.webdriver)).toBe(false);
  await context.close();
});

/** One visit of a program to one mail; what became of it is counted, and must be nothing. */
async function visit(machine: BrowserMachine, context: BrowserContext, mail: MailOf, turn: number): Promise<void> {
  const afterMs = AFTER_MS[turn % AFTER_MS.length] ?? 0;
  const scene = await sent(stage, mail);
  const before = await statusOf(scene);
  stage.clock.advance(afterMs);
  const page = await context.newPage();
  const waits = machine.waits(afterMs);
  const waitMs = waits[Math.floor(turn / AFTER_MS.length) % waits.length] ?? 0;
  await machine.visit({ stage, page, scene, waitMs, turn });
  for (const each of context.pages()) await each.close();
  const { usedUp, presses } = await loginOf(stage, scene);
  loginPresses += presses;
  tallies.add(machine.name, {
    answered: (await statusOf(scene)) !== before,
    known: (await context.cookies()).some(({ name }) => name === 'booking_device'),
    usedUp,
  });
  stage.clock.advance(HOUR_MS);
}

async function statusOf({ booking }: Scene): Promise<string | undefined> {
  return booking === null ? undefined : (await now(stage, booking)).status;
}

describe('F29 links#press · no program with a real browser answers, uses up a login or becomes known', () => {
  test.each(BROWSER_MACHINES)('$name', { timeout: 900_000 }, async (machine) => {
    visits = [];
    loginPresses = 0;
    const options = { javaScriptEnabled: machine.runsScript };
    let turn = 0;
    const came = async (context: BrowserContext, mail: MailOf) => {
      await visit(machine, context, mail, turn);
      turn += 1;
    };
    if (WHOLE)
      for (const mail of MAILS)
        for (let n = 0; n < AFTER_MS.length; n += 1) {
          const fresh = await profile(options);
          await came(fresh, mail);
          await fresh.close();
        }
    for (const mail of MAILS) {
      const kept = await profile(options);
      for (let n = 0; n < (WHOLE ? COMES_BACK : 2); n += 1) await came(kept, mail);
      await kept.close();
    }

    const { visits: many, ...rest } = tallies.of(machine.name);
    expect(many).toBe(turn);
    expect(many).toBeGreaterThan(AFTER_MS.length);
    expect(rest).toEqual(NOTHING);
    // Nothing of what it sent gave it away as no browser, and its presses arrived.
    const kinds = new Set(visits.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(machine.presses ? ['click', 'press'] : ['click']));
    expect(loginPresses > 0).toBe(machine.presses);
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
  await clickThrough(page.locator('main form button').first());
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
  /** How long after the mail they open its link. */
  readonly afterMs?: number;
  readonly readsMs?: number;
  /** @returns how many extra steps it took */
  readonly answers?: (page: Page, link: string) => Promise<number>;
}

const reads = (): void => stage.clock.advance(4 * SECOND_MS);

/**
 * Has the link's address show the document that is shown now once more, as it is: what a phone does that kept a page
 * (back-forward cache, list of tabs). The headless browser keeps none by itself.
 */
async function keepAsItIs(page: Page): Promise<void> {
  const html = await page.content();
  const url = page.url();
  await page.context().route(url, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    await route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
  });
}

const PEOPLE: readonly Person[] = [
  { name: 'on a new phone, without script', most: 0, options: { javaScriptEnabled: false } },
  { name: 'on a new phone, with script', most: 0 },
  { name: 'three seconds after the mail', most: 1, afterMs: 3 * SECOND_MS, readsMs: 0 },
  { name: 'presses at once', most: 1, readsMs: 0, options: { javaScriptEnabled: false } },
  { name: 'reads for three seconds', most: 0, readsMs: 3 * SECOND_MS },
  { name: 'eleven hours after opening the page', most: 0, readsMs: 11 * HOUR_MS },
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
      await clickThrough(page.locator('main a.button.no'));
      await page.waitForURL(/decline/);
      reads();
      await page.goBack();
      expect(page.url()).toBe(stage.url + link);
      reads();
      return pressed(page);
    },
  },
  {
    name: 'comes back to the page as it was, from the back-forward cache',
    most: 0,
    answers: async (page, link) => {
      const mark = await page.locator('[name=mark]').inputValue();
      await keepAsItIs(page);
      await page.goto(`${stage.url}/login`);
      reads();
      await page.goBack();
      expect([page.url(), await page.locator('[name=mark]').inputValue()]).toEqual([stage.url + link, mark]);
      return pressed(page);
    },
  },
  {
    name: 'finds the page as it was in the list of tabs, the same evening',
    most: 0,
    answers: async (page, link) => {
      await keepAsItIs(page);
      const tab = await page.context().newPage();
      await page.close();
      stage.clock.advance(9 * HOUR_MS);
      await tab.goto(stage.url + link);
      return pressed(tab);
    },
  },
  {
    name: 'finds the page as it was in the list of tabs, the next day',
    most: 1,
    answers: async (page, link) => {
      await keepAsItIs(page);
      const tab = await page.context().newPage();
      await page.close();
      stage.clock.advance(20 * HOUR_MS);
      await tab.goto(stage.url + link);
      return pressed(tab);
    },
  },
  {
    name: 'finds the link in the list of tabs, which loads it anew',
    most: 0,
    answers: async (page) => {
      stage.clock.advance(20 * HOUR_MS);
      await page.reload();
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
    name: 'goes back after confirming to the page as it was, and presses again',
    most: 0,
    answers: async (page) => {
      await keepAsItIs(page);
      const steps = await pressed(page);
      await page.goBack();
      return steps + (await pressed(page));
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
  {
    name: 'a colleague to whom the link was forwarded',
    most: 0,
    // Who forwards it has looked at the page, in a browser of their own.
    answers: async (page, link) => {
      const context = await profile();
      const sender = await context.newPage();
      await sender.goto(stage.url + link);
      await context.close();
      reads();
      return pressed(page);
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

describe('F29 links#press · with a real browser no person is refused, and one extra step is the most', () => {
  test.each(PEOPLE)('$name', async (person) => {
    const { most, options = {}, keepsCookies = true, readsMs = 6 * SECOND_MS, answers = (on) => pressed(on) } = person;
    if (person.siteIsAheadMs !== undefined) stage.clock.set(Date.now() + person.siteIsAheadMs);
    const context = await profile(options);
    const site = keepsCookies ? { url: stage.url, end: () => undefined } : await withoutCookies();
    const page = await context.newPage();
    const arrives = async (afterMs = 5 * MINUTE_MS) => {
      const scene = await sent(stage, 'request');
      stage.clock.advance(afterMs);
      await (page.isClosed() ? (context.pages()[0] ?? page) : page).goto(site.url + (scene.links[0] ?? ''));
      return scene;
    };

    const first = await arrives(person.afterMs);
    stage.clock.advance(readsMs);
    const steps = await answers(page, first.links[0] ?? '');
    people.push({ name: person.name, steps, most });
    expect(await statusOf(first)).toBe('confirmed');
    expect(steps).toBeLessThanOrEqual(most);
    for (const tab of context.pages()) expect(await tab.textContent('h1')).toMatch(/bestätigt/);
    if (keepsCookies) {
      // From now on the device is known, and a tap on the link is all.
      expect(await statusOf(await arrives())).toBe('confirmed');
      expect(await context.pages()[0]?.textContent('h1')).toBe(SUCCESS);
    } else {
      // links#no-cookies: it says so, and nothing about the customer.
      expect(await page.textContent('h1')).toBe(SUCCESS);
      const { customer } = (await now(stage, first.booking ?? expect.fail())).details;
      expect(await page.content()).not.toContain(customer.lastName);
      expect(await page.locator('main form').count()).toBe(0);
      expect(await context.cookies()).toEqual([]);
    }
    await context.close();
    site.end();
  });
});

test('links#press-question to a screen reader: the field has the focus, its name, and says why it is asked', async () => {
  const context = await profile({ viewport: SMALL_PHONE });
  const page = await context.newPage();
  const { links } = await sent(stage, 'request');
  await page.goto(stage.url + (links[0] ?? ''));
  await click(page);
  const { question } = LANGUAGE_WORDS.de.pages.answer;
  const spoken = async () => {
    await page.locator('#answer:focus').waitFor();
    const debug = await context.newCDPSession(page);
    const { nodes } = await debug.send('Accessibility.getFullAXTree');
    const shown = nodes.filter(({ ignored }) => !ignored);
    const field = shown.find(({ role }) => role?.value === 'textbox');
    const is = (name: string) => field?.properties?.find((each) => each.name === name)?.value.value;
    const names = (role: string) => shown.filter((each) => each.role?.value === role).map(({ name }) => name?.value);
    return {
      heading: names('heading'),
      buttons: names('button'),
      name: field?.name?.value,
      description: String(field?.description?.value),
      focused: is('focused'),
      invalid: is('invalid'),
    };
  };
  const first = await spoken();
  expect(first).toMatchObject({ heading: [question.heading], name: question.asks.day, focused: true });
  // The button that nobody sees is not spoken of.
  expect(first.buttons).toEqual([question.press.confirm]);
  for (const said of [question.hint.day, question.why.confirm, question.notYet.confirm])
    expect(first.description).toContain(said);

  await page.keyboard.type('99');
  await page.keyboard.press('Enter');
  await page.locator('#answer-error').waitFor();
  const again = await spoken();
  expect(again).toMatchObject({ focused: true, invalid: 'true' });
  expect(again.description.startsWith(question.problems.day.wrong)).toBe(true);
  expect(await page.title()).toContain(question.problem);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SMALL_PHONE.width);
  await context.close();
});
