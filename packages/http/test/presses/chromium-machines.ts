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
  /** How long it waits on a page, by how soon after the mail it comes. */
  readonly waits: (afterMs: number) => readonly number[];
  readonly visit: (visit: BrowserVisit) => Promise<void>;
}

const any = () => [0, 3, 10].map((seconds) => seconds * SECOND_MS);
/** Done before the quiet time ends, or quick: later, one that waits on one link's page passes for a person. */
const quick = (afterMs: number) => (afterMs < 60 * SECOND_MS ? [0, 1, 3] : [0, 1]).map((s) => s * SECOND_MS);

const buttons = (page: Page) => page.locator('form button[type=submit]');
const wait = ({ stage, waitMs }: BrowserVisit): void => stage.clock.advance(waitMs);
const open = ({ stage, page }: BrowserVisit, path: string) =>
  page.goto(stage.url + path, { waitUntil: 'domcontentloaded' });

/** Presses a button by script, whether it can be seen or not, and whether its form is filled or not. */
async function press(page: Page, n: number): Promise<void> {
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

/** Presses a button of a link's page, and then what the page it gets has for it. */
async function pressOn(visit: BrowserVisit, link: string, n: number): Promise<void> {
  const { page, turn } = visit;
  await open(visit, link);
  wait(visit);
  await press(page, n);
  if ((await buttons(page).count()) === 0) return;
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

export const BROWSER_MACHINES: readonly BrowserMachine[] = [
  {
    name: 'follows every link and presses every button in any order',
    runsScript: true,
    waits: quick,
    visit: async (visit) => {
      const { page, scene, turn } = visit;
      const seen = new Set<string>();
      for (const link of scene.links) {
        await open(visit, link);
        const many = await buttons(page).count();
        const found = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
        for (const path of found.filter((href) => href.startsWith('/') && !seen.has(href))) {
          seen.add(path);
          await open(visit, path);
        }
        for (let n = 0; n < many; n += 1) await pressOn(visit, link, (n + turn) % many);
      }
    },
  },
  {
    name: 'opens both links within a second, then presses',
    runsScript: true,
    waits: any,
    visit: async (visit) => {
      const { stage, page, scene } = visit;
      const other = await page.context().newPage();
      const [confirm = '', decline = ''] = scene.links;
      await Promise.all([open(visit, confirm), other.goto(stage.url + decline)]);
      wait(visit);
      await press(page, 0);
    },
  },
  {
    name: 'presses the trap, goes back and presses the button',
    runsScript: true,
    waits: any,
    visit: async (visit) => {
      const [link = ''] = visit.scene.links;
      await open(visit, link);
      wait(visit);
      await press(visit.page, (await buttons(visit.page).count()) - 1);
      await open(visit, link);
      wait(visit);
      await press(visit.page, 0);
    },
  },
  { name: 'shows a preview of every link, with script', runsScript: true, waits: any, visit: preview },
  { name: 'shows a preview of every link, without script', runsScript: false, waits: any, visit: preview },
];
