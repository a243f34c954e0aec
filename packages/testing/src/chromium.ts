import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type Locator, chromium as playwright } from 'playwright-core';

/** A Chromium on this machine, and its start options. */
export interface Chromium {
  readonly executablePath: string;
  readonly launchOptions: {
    readonly executablePath: string;
    readonly chromiumSandbox: boolean;
    readonly args: string[];
  };
}

interface Tool {
  readonly name: string;
  readonly files: readonly (readonly string[])[];
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Finds the browser: at CHROMIUM_PATH, or else where tools.json says. `npm test` installs it there if it can. */
export async function chromium(): Promise<Chromium> {
  const places = [process.env['CHROMIUM_PATH'] ?? '', ...usualPlaces()];
  const executablePath = places.find((file) => file !== '' && existsSync(file));
  if (executablePath === undefined) throw new Error('There is no Chromium. Run: node scripts/test-tools.mjs');
  return {
    executablePath,
    // Chromium refuses to start its sandbox as root.
    launchOptions: { executablePath, chromiumSandbox: process.getuid?.() !== 0, args: [...flags] },
  };
}

/**
 * Starts the browser with a new profile. The caller closes it.
 * @param flags more of Chromium's start options
 * @param without start options that Playwright would set by itself
 */
export async function launchBrowser({
  flags: more = [],
  without = [],
}: {
  readonly flags?: readonly string[];
  readonly without?: readonly string[];
} = {}): Promise<Browser> {
  const { launchOptions } = await chromium();
  return playwright.launch({
    ...launchOptions,
    args: [...launchOptions.args, ...more],
    ignoreDefaultArgs: [...without],
  });
}

/**
 * Clicks, and waits until the page that this leads to can be read. Playwright's own click ends when the new page has begun to
 * arrive; whoever counts elements then, finds none on a slow machine.
 */
export async function clickThrough(target: Locator): Promise<void> {
  await target.click();
  await target.page().waitForLoadState('domcontentloaded');
}

function usualPlaces(): readonly string[] {
  const tools = JSON.parse(readFileSync(new URL('../tools.json', import.meta.url), 'utf8')) as readonly Tool[];
  return tools.find(({ name }) => name === 'Chromium')?.files.flat() ?? [];
}
