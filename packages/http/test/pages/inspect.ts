import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Language } from '@miomente/booking-domain';
import type { Page } from 'playwright-core';
import { CANARY, openBrowsers, type Role, type Visit } from './every-page.ts';
import { SMALL_PHONE, type Stage, type Visitor } from './stage.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The folder of the pictures for people to look at; without it none are taken. */
const PICTURES = process.env['PICTURES'];

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

interface View {
  readonly language: Language;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

/** The findings about one page in one language. */
export interface Seen {
  readonly name: string;
  /** Every address on the way to it. */
  readonly paths: readonly string[];
  readonly violations: readonly { readonly scheme: string; readonly id: string; readonly where: readonly string[] }[];
  readonly lang: string;
  readonly scripts: readonly string[];
  /** Inline styles and handlers. */
  readonly inline: readonly string[];
  /** The heading in the HTML as sent. */
  readonly sentHeading: string;
  readonly elsewhere: readonly string[];
  /** Bytes transferred for this page with an empty cache, including headers. */
  readonly bytes: number;
  /** The page's width on the narrowest phone. */
  readonly narrowest: number;
  readonly alarms: readonly string[];
  readonly foreignMarkup: number;
  readonly showsCanary: boolean;
}

/** Opens every page once, with one browser per role, and checks everything. */
export async function inspectEveryPage(stage: Stage, visits: readonly Visit[], view: View): Promise<readonly Seen[]> {
  const { language, ...looks } = view;
  // Wait for colour transitions to end, because contrast is undefined during them.
  const visitors = await openBrowsers(stage, language, { ...looks, reducedMotion: 'reduce', javaScriptEnabled: true });
  const watched = new Map<Role, Awaited<ReturnType<typeof watch>>>();
  for (const [role, visitor] of Object.entries(visitors)) watched.set(role as Role, await watch(stage, visitor));
  const seen: Seen[] = [];
  for (const visit of visits) {
    const traffic = watched.get(visit.role);
    if (traffic === undefined) throw new Error(`Nobody comes as ${visit.role}.`);
    traffic.begin();
    await visit.go(visitors[visit.role]);
    seen.push(await look(visitors[visit.role].page, visit.name, view, traffic));
  }
  for (const { context } of Object.values(visitors)) await context.close();
  return seen;
}

/** Records the requests of one visitor's browser and their sizes. */
async function watch(stage: Stage, { page, context }: Visitor) {
  const noted = { paths: [] as string[], elsewhere: [] as string[], alarms: [] as string[], document: '', bytes: 0 };
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    noted.bytes += encodedDataLength;
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== stage.url && url.protocol !== 'data:' && url.protocol !== 'about:')
      noted.elsewhere.push(url.href);
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return;
    noted.paths.push(url.pathname);
    // The size of the last page only; those before it are others.
    noted.bytes = 0;
  });
  page.on('response', async (response) => {
    if (
      response.request().isNavigationRequest() &&
      response.request().frame() === page.mainFrame() &&
      response.status() !== 303
    )
      // Unavailable for a page that was left before it was read; the next one counts.
      noted.document = await response.text().catch(() => noted.document);
  });
  page.on('dialog', (dialog) => {
    noted.alarms.push(dialog.message());
    void dialog.dismiss();
  });
  return {
    begin: () => Object.assign(noted, { paths: [], elsewhere: [], alarms: [], document: '', bytes: 0 }),
    noted,
  };
}

async function look(page: Page, name: string, view: View, { noted }: Awaited<ReturnType<typeof watch>>): Promise<Seen> {
  await page.waitForLoadState('load');
  const facts = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    scripts: [...document.scripts].map((script) => script.outerHTML),
    inline: [...document.querySelectorAll('style, [style], [onclick], [onload]')].map(({ outerHTML }) => outerHTML),
    foreignMarkup: document.querySelectorAll('img[src=x], main script').length,
    main: document.querySelector('main')?.textContent ?? '',
  }));
  const { bytes, document: sent } = noted;
  await picture(page, `${name} ${view.language} ${view.viewport.width}`);
  await emptyFrames(page);
  const violations = await audit(page);
  await page.setViewportSize(SMALL_PHONE);
  const narrowest = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(view.viewport);
  return {
    name,
    paths: [...noted.paths],
    violations,
    lang: facts.lang,
    scripts: facts.scripts,
    inline: facts.inline,
    sentHeading: /<h1[^>]*>(.+?)<\/h1>/s.exec(sent)?.[1] ?? '',
    elsewhere: [...noted.elsewhere],
    bytes,
    narrowest,
    alarms: [...noted.alarms],
    foreignMarkup: facts.foreignMarkup,
    showsCanary: facts.main.includes(CANARY),
  };
}

/** All checks in the page's colour scheme; in the other one only the colours differ. */
async function audit(page: Page): Promise<Seen['violations']> {
  // Reporting passed checks with their HTML would take longer than the checks.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(RULES);
  const { violations } = await axe.analyze();
  const [here, there] = await page.evaluate(
    () =>
      (matchMedia('(prefers-color-scheme: dark)').matches ? ['dark', 'light'] : ['light', 'dark']) as [
        'dark' | 'light',
        'dark' | 'light',
      ],
  );
  await page.emulateMedia({ colorScheme: there });
  // axe is still in the page from the first run, and takes time to inject.
  const colours = await page.evaluate(() =>
    window.axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'] }),
  );
  await page.emulateMedia({ colorScheme: here });
  const told = (scheme: string, found: typeof violations) =>
    found.map(({ id, nodes }) => ({ scheme, id, where: nodes.map(({ html }) => html) }));
  return [...told(here, violations), ...told(there, colours.violations)];
}

declare global {
  interface Window {
    readonly axe: { run(options: Readonly<Record<'runOnly' | 'resultTypes', readonly string[]>>): Promise<AxeResults> };
  }
}

/** axe wants to run in every frame, and never finishes in one without scripts: the mail's. */
async function emptyFrames(page: Page): Promise<void> {
  await page.locator('iframe').evaluateAll((frames) => {
    for (const frame of frames) {
      frame.removeAttribute('sandbox');
      frame.setAttribute('src', 'about:blank');
    }
  });
}

async function picture(page: Page, title: string): Promise<void> {
  if (PICTURES === undefined) return;
  const file = `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.jpeg`;
  await page.screenshot({ path: join(PICTURES, file), type: 'jpeg', quality: 70, fullPage: true });
}
