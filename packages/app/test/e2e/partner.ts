import { asCustomerNumber } from '@miomente/booking-domain';
import type { Letter } from '@miomente/booking-local';
import { clickThrough, launchBrowser, savePartners } from '@miomente/booking-testing';
import { afterAll, vi } from 'vitest';
import { processesOnOneDatabase } from '../support/processes.ts';
import { announce, type BookingRow } from '../support/product.ts';

export type Language = 'de' | 'en';

/** How a partner opens the portal. */
export interface View {
  readonly language: Language;
  readonly width: 'narrow' | 'phone' | 'desk';
  readonly scripts: boolean;
}

const WIDTHS = {
  narrow: { width: 360, height: 740 },
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 900 },
};

/** An order of a course for two people at 79 euros each. */
export interface Wish {
  readonly first?: string;
  readonly last: string;
  readonly course?: 'Sushi-Kurs' | 'Pasta-Abend';
  /** Days from today; the course starts at 18:00. */
  readonly inDays?: number;
  /** The only day in the order, as `YYYY-MM-DD`, in place of day and time. */
  readonly day?: string;
}

const COURSES = { 'Sushi-Kurs': 1, 'Pasta-Abend': 2 };
const DAY_MS = 24 * 3_600_000;

/** The product as in production, two processes on one database, and a browser. */
export async function openProduct(extra: Record<string, string> = {}) {
  // Each partner has an address of its own, so that they don't share a rate limit.
  const product = await processesOnOneDatabase({
    TRUST_PROXY: '1',
    PORTAL_DATES_URL: 'https://dates.example.org/',
    ...extra,
  });
  const [http] = await Promise.all([product.startHttp(), product.startScheduler()]);
  const browser = await launchBrowser();
  afterAll(() => browser.close());
  let partners = 0;
  return {
    ...product,
    /** A new partner with courses, and a browser with the view's settings. */
    partner: (view: View) => {
      partners += 1;
      return makePartner({ ...product, url: http.url, browser }, view, partners);
    },
  };
}

type Site = Awaited<ReturnType<typeof processesOnOneDatabase>> & {
  readonly url: string;
  readonly browser: Awaited<ReturnType<typeof launchBrowser>>;
};
export type Page = Awaited<ReturnType<Site['browser']['newPage']>>;
export type Partner = Awaited<ReturnType<typeof makePartner>>;

async function makePartner(site: Site, view: View, n: number) {
  const customerNumber = asCustomerNumber(`P-90${n}`);
  const email = `kueche${n}@example.org`;
  const partner = { customerNumber, name: 'Kochschule Sonnenblick', email, phone: '+49 89 0000017' };
  await savePartners(site.pool, [{ ...partner, language: view.language }]);
  const product = (course: keyof typeof COURSES) => ({
    productId: 90_000 + 10 * n + COURSES[course],
    sku: `${course}-${n}`,
    name: course,
    customerNumber,
    price: 790_000,
  });
  await site.shop.stock([product('Sushi-Kurs'), product('Pasta-Abend')]);

  const newContext = async () => {
    const context = await site.browser.newContext({
      viewport: WIDTHS[view.width],
      javaScriptEnabled: view.scripts,
      locale: view.language === 'de' ? 'de-DE' : 'en-GB',
      extraHTTPHeaders: { 'X-Forwarded-For': `192.0.2.${n}` },
    });
    // A missing element is reported by name, before the whole test reaches its time limit.
    context.setDefaultTimeout(15_000);
    return context;
  };
  const own = await newContext();
  const page = await own.newPage();

  /** Opens a path of the site, whatever host the link in the mail has. */
  const open = (address: string, on: Page = page) => on.goto(site.url + address.replace(/^https?:\/\/[^/]+/, ''));
  const press = (name: string, on: Page = page) => clickThrough(on.getByRole('button', { name, exact: true }).first());

  return {
    page,
    open,
    press,
    path: (on: Page = page): string => on.url().replace(site.url, ''),
    heading: (on: Page = page) => on.locator('main h1').textContent(),
    /** The visible text of the page, with white space as displayed. */
    text: async (on: Page = page): Promise<string> =>
      ((await on.locator('main').textContent()) ?? '').replace(/\s+/g, ' '),
    /** A browser without cookies. */
    stranger: async (): Promise<Page> => (await newContext()).newPage(),
    close: () => own.close(),

    /** A customer orders, the shop announces the order, and the booking exists. */
    book: (wish: Wish) => book(site, wish, product(wish.course ?? 'Sushi-Kurs')),
    statusOf: async ({ magento_order_id }: BookingRow) => (await site.bookingsOf(magento_order_id))[0]?.status,

    /** The mail of this kind about a booking, and its links. */
    letterAbout: async ({ id }: BookingRow, kind: string) => {
      const { letter } = await site.mailAbout(id, kind);
      return { subject: letter?.subject ?? '', html: letter?.html ?? '', ...linksIn(letter) };
    },
    /** Logs in as people do: address, mail, button. */
    logIn: async (on: Page = page): Promise<void> => {
      // A decline link requires the button to request the mail.
      const oneButton = (await on.locator('form[action$="/decline/login"]').count()) > 0;
      if (!oneButton && !on.url().includes('/login')) await open('/login', on);
      const before = await loginLinks(site, email);
      if (!oneButton) await on.fill('input[name=email]', email);
      await clickThrough(on.locator('main button'));
      const link = await vi.waitFor(
        async () => {
          const link = (await loginLinks(site, email)).find((found) => !before.includes(found));
          if (link === undefined) throw new Error(`No login link has come to ${email}.`);
          return link;
        },
        { timeout: 20_000, interval: 100 },
      );
      await open(link, on);
      await clickThrough(on.locator('main button'));
    },
  };
}

type ShopProduct = Parameters<Site['shop']['stock']>[0][number];

async function book(
  site: Site,
  { first = 'Max', last, inDays = 30, day: only }: Wish,
  product: ShopProduct,
): Promise<BookingRow> {
  const [year, month, day] = new Date(Date.now() + inDays * DAY_MS).toISOString().slice(0, 10).split('-');
  const text = only ?? `${day}.${month}.${year} 18:00`;
  const { productId, sku, name, price } = product;
  const { orderId } = await site.shop.place({
    placedAs: null,
    customer: { firstName: first, lastName: last, email: `${last.toLowerCase()}@example.com`, phone: '089 0000015' },
    state: 'processing',
    paid: true,
    currency: 'EUR',
    items: [
      {
        productId,
        sku,
        name,
        quantity: 2,
        rowTotalGross: 2 * price,
        options: [{ label: 'Termin', text, wallClock: only ?? null }],
      },
    ],
  });
  if ((await announce(site.url, orderId)) !== 200) throw new Error('The order was not taken.');
  const [booking] = await site.bookingsOf(orderId);
  if (booking === undefined) throw new Error('The order became no booking.');
  return booking;
}

function linksIn(letter: (Letter & { readonly to: unknown }) | null): {
  readonly confirm: string;
  readonly decline: string;
} {
  const link = (kind: string): string =>
    new RegExp(`href="([^"]*/api/${kind}/[0-9a-f]{64})"`).exec(letter?.html ?? '')?.[1] ?? '';
  return { confirm: link('confirm'), decline: link('decline') };
}

async function loginLinks(site: Site, email: string): Promise<readonly string[]> {
  const { entries } = await site.mailbox.list({ page: 1, perPage: 50 });
  return entries
    .filter(({ kind, letter }) => kind === 'login_link' && letter?.to.address === email)
    .map(({ letter }) => /\/login\/[0-9a-f]{64}/.exec(letter?.text ?? '')?.[0] ?? '');
}
