import { SECOND_MS } from '@miomente/booking-domain';
import type { Page } from 'playwright-core';
import type { Stage } from '../pages/stage.ts';
import type { Scene } from './scene.ts';

/** One visit of a program with a real browser, to the links of one mail. */
export interface BrowserVisit {
  readonly stage: Stage;
  readonly page: Page;
  readonly scene: Scene;
  /** How long the program waits on each page. */
  readonly waitMs: number;
  /** Tells one visit from the next, for what programs do in any order. */
  readonly turn: number;
}

/** A kind of program that drives a browser. */
export interface BrowserMachine {
  readonly name: string;
  readonly runsScript: boolean;
  readonly presses: boolean;
  /** How long it waits on a page, by how soon after the mail it comes. */
  readonly waits: (afterMs: number) => readonly number[];
  readonly visit: (visit: BrowserVisit) => Promise<void>;
}

const atAnyPace = () => [0, 3, 10].map((seconds) => seconds * SECOND_MS);
/** Done before the quiet time ends, or quick: later, one that waits on one link's page passes for a person. */
const quick = (afterMs: number) => (afterMs < 60 * SECOND_MS ? [0, 1, 3] : [0, 1]).map((s) => s * SECOND_MS);

const buttons = (page: Page) => page.locator('main form button[type=submit]');
const wait = ({ stage, waitMs }: BrowserVisit): void => stage.clock.advance(waitMs);
const open = ({ stage, page }: BrowserVisit, path: string) =>
  page.goto(stage.url + path, { waitUntil: 'domcontentloaded' });
const first = ({ scene }: BrowserVisit): string => scene.links[0] ?? '';

/** Presses a button by script, whether it can be seen or not, and whether its form is filled or not. */
async function press(page: Page, n: number): Promise<void> {
  if ((await buttons(page).count()) === 0) throw new Error(`Nothing to press on "${await page.title()}".`);
  const arrived = page.waitForEvent('domcontentloaded');
  await buttons(page)
    .nth(n)
    .evaluate((button: HTMLButtonElement) => {
      if (button.form !== null) button.form.noValidate = true;
      button.click();
    });
  await arrived;
}

async function fill(page: Page, text: string): Promise<void> {
  await page.locator('main input:not([type=hidden])').evaluateAll((inputs, value) => {
    for (const input of inputs) (input as HTMLInputElement).value = value;
  }, text);
}

/**
 * Presses a button of the page, and then what the page it gets has for it. Of a login it presses the button and stops:
 * one that goes on in the portal is logged in, which is not promised to be kept out.
 */
async function pressOn(visit: BrowserVisit, n: number): Promise<void> {
  const { page, turn, scene } = visit;
  wait(visit);
  await press(page, n);
  if (scene.login !== null || (await buttons(page).count()) === 0) return;
  await fill(page, turn % 2 === 0 ? 'test' : '12');
  wait(visit);
  await press(page, 0);
}

async function preview(visit: BrowserVisit): Promise<void> {
  for (const link of visit.scene.links) {
    await visit.page.goto(visit.stage.url + link);
    wait(visit);
    await visit.page.screenshot();
  }
}

const FILLERS = ['test@example.org', '12', '00'];

export const BROWSER_MACHINES: readonly BrowserMachine[] = [
  {
    name: 'follows every link, and every link of the pages',
    runsScript: true,
    presses: false,
    waits: atAnyPace,
    visit: async (visit) => {
      const seen = new Set<string>();
      for (const link of visit.scene.links) {
        await open(visit, link);
        wait(visit);
        const found = await visit.page
          .locator('a[href^="/"]')
          .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
        for (const path of found.filter((href) => !seen.has(href))) {
          seen.add(path);
          await open(visit, path);
        }
      }
    },
  },
  {
    name: 'presses every button of every link, in any order',
    runsScript: true,
    presses: true,
    waits: quick,
    visit: async (visit) => {
      for (const link of visit.scene.links) {
        await open(visit, link);
        const many = await buttons(visit.page).count();
        for (let n = 0; n < many; n += 1) {
          if (n > 0) await open(visit, link);
          await pressOn(visit, (n + visit.turn) % many);
        }
      }
    },
  },
  {
    name: 'presses the first button, goes back and presses it again',
    runsScript: true,
    presses: true,
    waits: quick,
    visit: async (visit) => {
      for (let n = 0; n < 2; n += 1) {
        await open(visit, first(visit));
        await pressOn(visit, 0);
      }
    },
  },
  {
    name: 'fills every field and presses, again and again',
    runsScript: true,
    presses: true,
    waits: quick,
    visit: async (visit) => {
      const { page, scene } = visit;
      await open(visit, first(visit));
      for (const filler of FILLERS) {
        await fill(page, filler);
        wait(visit);
        if ((await buttons(page).count()) > 0) await press(page, 0);
        if (scene.login !== null) return;
      }
    },
  },
  {
    name: 'opens all links within a second, then presses',
    runsScript: true,
    presses: true,
    waits: (afterMs) => (afterMs < 60 * SECOND_MS ? atAnyPace() : [0, 3 * SECOND_MS]),
    visit: async (visit) => {
      const { stage, page, scene } = visit;
      const [confirm = '', ...others] = scene.links;
      const other = await page.context().newPage();
      await Promise.all([open(visit, confirm), ...others.map((link) => other.goto(stage.url + link))]);
      wait(visit);
      await press(page, 0);
    },
  },
  {
    name: 'presses the trap alone',
    runsScript: true,
    presses: true,
    waits: atAnyPace,
    visit: async (visit) => {
      await open(visit, first(visit));
      wait(visit);
      await press(visit.page, (await buttons(visit.page).count()) - 1);
    },
  },
  {
    name: 'presses the trap, goes back and presses the button',
    runsScript: true,
    presses: true,
    waits: atAnyPace,
    visit: async (visit) => {
      const trapOf = async () => (await buttons(visit.page).count()) - 1;
      await open(visit, first(visit));
      wait(visit);
      await press(visit.page, await trapOf());
      if (visit.scene.login !== null) return;
      await open(visit, first(visit));
      wait(visit);
      await press(visit.page, 0);
    },
  },
  {
    name: 'shows a preview of every link, with script',
    runsScript: true,
    presses: false,
    waits: atAnyPace,
    visit: preview,
  },
  {
    name: 'shows a preview of every link, without script',
    runsScript: false,
    presses: false,
    waits: atAnyPace,
    visit: preview,
  },
];
