import { type Stored, systemScope } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { clickThrough, launchBrowser } from '@miomente/booking-testing';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openWorld, type World, type WorldOptions } from '../world.ts';
import { sampleDesk } from './sample-desk.ts';

/** How long a person looks at a page before pressing anything. */
const READING_MS = 3_000;
export const PHONE = { width: 360, height: 740 };
export const SMALL_PHONE = { width: 320, height: 640 };
export const DESK = { width: 1280, height: 900 };

/** A running site with a partner, and a browser to visit it. */
export interface Stage extends World {
  readonly browser: Browser;
  /** A new visitor's browser, without JavaScript unless requested. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
  /** A login link that was just mailed. */
  loginLink(email: string): Promise<string>;
  close(): Promise<void>;
}

/** One person's browser. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Opens a path, or a complete address of the site. */
  open(address: string): Promise<void>;
  /** The path and query of the current page. */
  path(): string;
  heading(): Promise<string>;
  text(): Promise<string>;
  /** Presses the button with this name. */
  press(name: string): Promise<void>;
  /** Follows the link with this name. */
  follow(name: string): Promise<void>;
  /** Logs in as people do: address, mail, button. */
  logIn(email?: string): Promise<void>;
}

interface StageOptions extends WorldOptions {
  readonly sample?: boolean;
  /** A browser that is running already, and goes on running; else one is started. */
  readonly browser?: Browser;
  /** How the browser is started. */
  readonly launch?: Parameters<typeof launchBrowser>[0];
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  let world: World | undefined;
  const sample = options.sample === true ? sampleDesk(() => world as World) : undefined;
  const opened = await openWorld({
    ...options,
    deps: { ...options.deps, ...(sample === undefined ? {} : { sample }) },
  });
  world = opened;
  await opened.partners.save(aPartner());
  const browser = options.browser ?? (await launchBrowser(options.launch));
  return {
    ...opened,
    browser,
    visitor: (contextOptions) => visit(opened, browser, contextOptions),
    loginLink: async (email) => {
      await opened.deps.requestLogin({ email, language: 'de', next: '/dashboard' });
      await opened.deliverDue();
      return lastLoginUrl(opened);
    },
    close: async () => {
      if (options.browser === undefined) await browser.close();
      else for (const context of browser.contexts()) await context.close();
      await opened.stop();
    },
  };
}

async function visit(world: World, browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE', viewport: PHONE, ...options });
  const page = await context.newPage();
  const open = async (address: string): Promise<void> => {
    await page.goto(world.url + address.replace(world.settings.publicUrl, ''));
    // People take a moment to read.
    world.clock.advance(READING_MS);
  };
  return {
    context,
    page,
    open,
    path: () => page.url().replace(world.url, ''),
    heading: async () => (await page.textContent('h1')) ?? '',
    text: async () => ((await page.textContent('body')) ?? '').replace(/\s+/g, ' '),
    press: (name) => clickThrough(page.getByRole('button', { name: named(name) }).first()),
    follow: (name) => clickThrough(page.getByRole('link', { name: named(name) }).first()),
    logIn: async (email = 'kochschule@example.org') => {
      const oneButton = page.locator('form[action$="/decline/login"] button');
      if ((await oneButton.count()) === 0) {
        if (!page.url().includes('/login')) await open('/login');
        await page.fill('input[name=email]', email);
      }
      await clickThrough(page.locator('main button').first());
      await world.deliverDue();
      const url = lastLoginUrl(world);
      await open(url);
      await clickThrough(page.locator('main button').first());
      // Many tests of a file log in at the same time; the limit of mails to an address is tested elsewhere.
      const login = await world.logins.findByTokenDigest(world.tokens.digest(url.split('/').at(-1) ?? ''));
      if (login !== undefined) await world.logins.forgetAddress(login.id);
    },
  };
}

/** A visible name; hidden text for screen readers may follow. */
function named(name: string): RegExp {
  return new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*(:|$)`);
}

function lastLoginUrl(world: World): string {
  const mail = world.mailer.accepted.findLast(({ content }) => content.kind === 'login_link');
  if (mail?.content.kind !== 'login_link') throw new Error('No login mail was sent.');
  return mail.content.loginUrl;
}

/** The working links of a booking, as in its mails. */
export function linksOf(world: World, { token }: Stored): { readonly confirm: string; readonly decline: string } {
  const revealed = world.tokens.reveal('booking', token);
  return { confirm: `/api/confirm/${revealed}`, decline: `/api/decline/${revealed}` };
}

/** The booking as it is now. */
export async function now(world: Pick<World, 'bookings'>, { id }: Stored): Promise<Stored> {
  const found = await world.bookings.find(systemScope('tests'), id);
  if (found === undefined) throw new Error(`There is no booking ${id}.`);
  return found;
}
