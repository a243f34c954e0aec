import {
  asCustomerNumber,
  CLAIM_LASTS_MS,
  type Language,
  MINUTE_MS,
  managerScope,
  type Stored,
} from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { clickThrough, launchBrowser } from '@miomente/booking-testing';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MANAGER } from '../world.ts';
import { book } from './orders.ts';
import { now, openStage, PHONE, type Stage, type Visitor } from './stage.ts';

const BERTA = 'berta@example.org';
/** So near that a person must phone at once: it is 10:00 in Berlin. */
const SOON = '2025-03-03 11:30:00';
const { calls } = LANGUAGE_WORDS.de.pages;

let browser: Browser;
let stage: Stage;
let anna: Visitor;
let berta: Visitor;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await openStage({ browser, settings: { managerEmails: [MANAGER, BERTA] } });
  [anna, berta] = [await officer(MANAGER), await officer(BERTA)];
  return () => stage.close();
});

async function officer(address: string, { script = false, language = 'de' as Language } = {}): Promise<Visitor> {
  const visitor = await stage.visitor({ viewport: PHONE, javaScriptEnabled: script });
  await visitor.context.addCookies([
    { name: 'booking_language', value: language, url: stage.url },
    { name: 'booking_session', value: await stage.sessionJwt({ role: 'manager', address }), url: stage.url },
  ]);
  return visitor;
}

/** A booking that needs a call at once, asked for by mail. */
async function toCall(lastName: string, customerNumber = 'P-100', start = SOON): Promise<Stored> {
  const booking = await book(stage, { start, lastName, customerNumber });
  await stage.deliverDue();
  return booking;
}

const entry = ({ page }: Visitor, of = 'P-100') => page.locator(`[data-call="${of}"]`);
const question = (visitor: Visitor, name: string) => entry(visitor).locator('li.ask', { hasText: name });
const holding = (visitor: Visitor, of?: string) => entry(visitor, of).getAttribute('data-holding');
const notice = async ({ page }: Visitor) => (await page.locator('.notice:visible').first().textContent())?.trim();
const callsTo = (of = 'P-100') => stage.deps.readCalls.callsTo(managerScope(MANAGER), asCustomerNumber(of));

describe('calls#desk: the page of calls, without a script', () => {
  test('one entry for a partner with all questions; whoever claims it answers, and the others see who calls', async () => {
    const [first, second] = [await toCall('Erste'), await toCall('Zweite')];
    await anna.open('/manager');
    expect(await entry(anna).count()).toBe(1);
    expect(await anna.text()).toContain('2 Fragen, 4 Personen');
    expect(await entry(anna).locator('[data-dial]').getAttribute('href')).toBe('tel:+4989000100');
    expect(await entry(anna).locator('[name=answer]').count()).toBe(0);
    await berta.open('/manager');
    await anna.press(calls.claim);
    expect(anna.page.url()).toContain('#call-P-100');
    expect(await entry(anna).locator('[data-who]').textContent()).toMatch(/^Sie rufen an, bis 10:1\d$/);

    // calls#claim: the page that Berta has open is older than the claim.
    await berta.press(calls.claim);
    expect(await notice(berta)).toMatch(
      /^Nichts gespeichert: office@example.org ruft diesen Partner gerade an, seit 10:0\d Uhr\.$/,
    );
    expect(await holding(berta)).toBe('theirs');
    expect(await entry(berta).locator('[data-dial].fill').count()).toBe(0);
    expect(await entry(berta).getByRole('button', { name: calls.claim }).count()).toBe(0);

    await clickThrough(question(anna, 'Erste').getByRole('button', { name: calls.confirm }));
    expect(await notice(anna)).toContain('Eingetragen: Kochschule Beispiel.');
    expect(await now(stage, first)).toMatchObject({ status: 'confirmed', answer: { channel: 'phone' } });
    expect(await holding(anna)).toBe('mine');
    await clickThrough(question(anna, 'Zweite').locator('summary'));
    await clickThrough(question(anna, 'Zweite').getByRole('button', { name: 'Kapazität erschöpft' }));
    expect(await now(stage, second)).toMatchObject({ status: 'declined', answer: { reason: 'capacity_full' } });
    expect(await anna.text()).toContain(calls.empty);
  });

  test('the first number to dial is near the top on a phone, and everything fits', async () => {
    await toCall('Erste');
    await anna.open('/manager');
    const box = await entry(anna).locator('[data-dial]').boundingBox();
    expect(box?.y).toBeLessThan(330);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(await anna.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  test('calls#shown-only: one press answers all that were shown, and not what came since', async () => {
    const [first, second] = [await toCall('Erste'), await toCall('Zweite')];
    await anna.open('/manager');
    await anna.press(calls.claim);
    const third = await toCall('Später');
    await anna.press(calls.confirmAll(2));
    for (const booking of [first, second]) expect(await now(stage, booking)).toMatchObject({ status: 'confirmed' });
    expect(await now(stage, third)).toMatchObject({ status: 'pending' });
    expect(await holding(anna)).toBe('mine');
  });

  test('calls#outcomes: not reached, wrong number, call back and note, with what earlier calls say', async () => {
    const booking = await toCall('Erste');
    await anna.open('/manager');
    await anna.press(calls.claim);
    await anna.page.fill('textarea[name=note]', 'Die Chefin kommt\num elf.');
    await anna.press(calls.keepNote);
    expect(await notice(anna)).toBe('Notiz gespeichert: Kochschule Beispiel.');
    expect(await holding(anna)).toBe('mine');
    await anna.press(calls.notReached);
    expect(await notice(anna)).toContain('Nicht erreicht: Kochschule Beispiel.');
    expect(await holding(anna)).toBe('free');
    expect(await anna.text()).toContain('Nicht erreicht: Mo., 10:0');
    expect(await anna.text()).toContain('Die Chefin kommt um elf.');

    await anna.press(calls.claim);
    await anna.press(calls.wrongNumber);
    expect(await anna.text()).toContain('Falsche Nummer, wie ein Anruf gezeigt hat');
    expect(await entry(anna).locator('[data-dial].fill').count()).toBe(0);

    await anna.press(calls.claim);
    await anna.page.fill('input[name=time]', '11:00');
    await anna.press(calls.keepCallBack);
    expect(await notice(anna)).toBe('Rückruf vorgemerkt: Kochschule Beispiel.');
    expect(await anna.page.locator('section[aria-labelledby=later] .entry').count()).toBe(1);
    expect(await anna.text()).toContain('Rückruf vereinbart: Mo., 11:00');
    expect((await callsTo()).at(-1)?.callBackAt).toBe(Date.parse('2025-03-03T10:00:00Z'));

    // calls#notes-in-timeline: the office reads what was noted; a partner doesn't.
    await anna.open(`/dashboard/bookings/${booking.id}`);
    expect(await anna.page.textContent('.timeline')).toContain('Die Chefin kommt\num elf.');
    const partner = await stage.visitor();
    await partner.logIn();
    await partner.open(`/dashboard/bookings/${booking.id}`);
    expect(await partner.page.textContent('.timeline')).toContain('Anruf: niemand erreicht');
    expect(await partner.text()).not.toContain('Chefin');
  });

  test('calls#typed-kept: a call back in the past, without a time, or after the course is refused in a sentence', async () => {
    await toCall('Erste');
    await anna.open('/manager');
    await anna.press(calls.claim);
    for (const [time, sentence] of [
      ['09:00', 'Der Rückruf liegt in der Vergangenheit. Jetzt ist es Mo., 03.03.2025 10:0'],
      ['11:30', 'Der Rückruf liegt nach dem Beginn des ersten Kurses.'],
      ['', 'Bitte Tag und Uhrzeit des Rückrufs eintragen.'],
    ] as const) {
      await anna.page.fill('textarea[name=note]', 'Ruft selbst zurück');
      await anna.page.fill('input[name=time]', time);
      await anna.press(calls.keepCallBack);
      expect(await notice(anna)).toContain(sentence);
      expect(await anna.page.inputValue('textarea[name=note]')).toBe('Ruft selbst zurück');
      expect(await anna.page.inputValue('input[name=time]')).toBe(time);
    }
    await anna.page.fill('textarea[name=note]', '');
    await anna.press(calls.keepNote);
    expect(await notice(anna)).toContain(calls.refused.note_missing);
    expect(await callsTo()).toEqual([]);
    // Enter in the field of the time is a call back, and answers nothing.
    await anna.page.fill('input[name=time]', '11:00');
    await anna.page.press('input[name=time]', 'Enter');
    await anna.page.waitForURL(/told=call_back/);
    expect(await callsTo()).toMatchObject([{ outcome: 'call_back' }]);
  });

  test('calls#fence: after the claim has run out nothing is kept, nothing typed is lost, and claiming again goes on', async () => {
    const booking = await toCall('Erste');
    await anna.open('/manager');
    await anna.press(calls.claim);
    await anna.page.fill('textarea[name=note]', 'Sie sagen zu.');
    stage.clock.advance(CLAIM_LASTS_MS);
    await anna.press(calls.confirm);
    expect(await notice(anna)).toBe(`${calls.refused.not_claimed} ${calls.keptTyped}`);
    expect(await anna.page.inputValue('textarea[name=note]')).toBe('Sie sagen zu.');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
    await anna.press(calls.claimAgain);
    expect(await anna.page.inputValue('textarea[name=note]')).toBe('Sie sagen zu.');
    await anna.press(calls.confirm);
    expect(await now(stage, booking)).toMatchObject({ status: 'confirmed', answer: { notes: 'Sie sagen zu.' } });
  });

  test('calls#fence: a page whose call somebody else has taken over changes nothing, and says who has it', async () => {
    const booking = await toCall('Erste');
    await anna.open('/manager');
    await anna.press(calls.claim);
    stage.clock.advance(CLAIM_LASTS_MS);
    await berta.open('/manager');
    await berta.press(calls.claim);
    await anna.page.fill('textarea[name=note]', 'Mailbox');
    await anna.press(calls.notReached);
    expect(await notice(anna)).toContain('Nichts gespeichert: berta@example.org ruft diesen Partner gerade an');
    expect(await anna.page.inputValue('textarea[name=note]')).toBe('Mailbox');
    await anna.press(calls.claimAgain);
    expect(await notice(anna)).toContain('berta@example.org ruft diesen Partner gerade an');
    expect(await anna.page.inputValue('textarea[name=note]')).toBe('Mailbox');
    expect(await callsTo()).toEqual([]);
    // Her own later claim is another one than the one her old page names.
    const old = await anna.context.newPage();
    await berta.press(calls.release);
    expect(await notice(berta)).toBe('Freigegeben: Kochschule Beispiel.');
    await old.goto(`${stage.url}/manager`);
    await clickThrough(old.getByRole('button', { name: calls.claim }));
    const form = { outcome: 'not_reached', claim: '1', note: '' };
    const answer = await anna.context.request.post(`${stage.url}/manager/calls/P-100/outcome`, {
      form,
      headers: { Origin: stage.settings.publicUrl },
    });
    expect(answer.status()).toBe(409);
    expect(await callsTo()).toEqual([]);
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  });

  test('calls#pressed-twice: the back button and a second press do nothing twice', async () => {
    await toCall('Erste');
    await anna.open('/manager');
    await anna.press(calls.claim);
    await anna.press(calls.notReached);
    await anna.page.waitForURL(/told=not_reached/);
    await anna.page.goBack();
    // The page is fetched again, and shows what is so now.
    expect(await holding(anna)).toBe('free');
    const again = async (form: Record<string, string>) =>
      anna.context.request.post(`${stage.url}/manager/calls/P-100/outcome`, {
        form: { claim: '1', ...form },
        headers: { Origin: stage.settings.publicUrl },
        maxRedirects: 0,
      });
    const repeated = await again({ outcome: 'not_reached' });
    expect([repeated.status(), repeated.headers()['location']]).toEqual([303, '/manager?told=not_reached&of=P-100']);
    // Something else than before is no repetition.
    expect((await again({ outcome: 'wrong_number' })).status()).toBe(409);
    expect((await again({ outcome: 'not_reached', note: 'Mailbox' })).status()).toBe(409);
    expect(await callsTo()).toHaveLength(1);
    stage.clock.advance(MINUTE_MS);
    expect((await again({ outcome: 'not_reached' })).status()).toBe(409);
    // calls#call-once: a list that was left open leads to no second call.
    await berta.open('/manager');
    await anna.open('/manager');
    await anna.press(calls.claim);
    await anna.press(calls.notReached);
    await berta.press(calls.claim);
    expect(await notice(berta)).toMatch(/^office@example.org hat inzwischen angerufen \(Mo\., 10:0\d\)\./);
    expect(await holding(berta)).toBe('free');
  });

  test('calls#typed-kept: what was typed comes back after a login in between', async () => {
    await toCall('Erste');
    await anna.open('/manager');
    await anna.press(calls.claim);
    await anna.page.fill('textarea[name=note]', 'Ruft um elf zurück');
    await anna.context.clearCookies({ name: 'booking_session' });
    await anna.press(calls.keepNote);
    expect(anna.path()).toContain('/login?next=%2Fmanager%2Fcalls%2FP-100');
    await anna.logIn(MANAGER);
    expect(anna.path()).toBe('/manager/calls/P-100');
    expect(await anna.page.inputValue('textarea[name=note]')).toBe('Ruft um elf zurück');
    await anna.press(calls.keepNote);
    expect(await callsTo()).toMatchObject([{ outcome: 'note', note: 'Ruft um elf zurück' }]);
  });

  test('an address names nothing that is not so, and a number without bookings leads back', async () => {
    await toCall('Erste');
    for (const told of ['not_reached', 'answered', 'called_meanwhile', 'nothing_to_call', 'nonsense']) {
      await anna.open(`/manager?told=${told}&of=P-100&answered=1.2`);
      expect(await anna.page.locator('.notice[role=status]').count(), told).toBe(told === 'answered' ? 1 : 0);
    }
    await stage.partners.save(aPartner({ customerNumber: asCustomerNumber('P-7'), name: 'Ruhige Küche' }));
    await anna.open('/manager/calls/P-7');
    expect(await notice(anna)).toBe('Bei Ruhige Küche ist nichts mehr offen.');
    expect((await anna.context.request.get(`${stage.url}/manager/calls/P-9`)).status()).toBe(404);
  });
});

test('api#ticket-links: for the office ticket numbers are links, for partners they are not', async () => {
  await stage.close();
  stage = await openStage({ browser, deps: { ticketSystem: { addressOf: (id) => stage.desk.addressOf(id) } } });
  const booking = await toCall('Erste');
  const id = (await now(stage, booking)).ticket?.id ?? expect.fail('There is no ticket.');
  const office = await officer(MANAGER);
  const partner = await stage.visitor();
  await partner.logIn();
  for (const path of ['/manager', '/manager/partners/P-100', `/dashboard/bookings/${booking.id}`]) {
    await office.open(path);
    expect(await office.page.locator(`a[href="/manager/tickets/${id}"]`).count(), path).toBe(1);
  }
  const followed = (number: string) =>
    office.context.request.get(`${stage.url}/manager/tickets/${number}`, { maxRedirects: 0 });
  const answer = await followed(id);
  expect([answer.status(), answer.headers()['location']]).toEqual([303, await stage.desk.addressOf(id)]);
  expect((await followed('no-such-ticket')).status()).toBe(404);
  stage.desk.failures.failNext('transient');
  expect((await followed(id)).status()).toBe(503);
  await partner.open(`/dashboard/bookings/${booking.id}`);
  expect(await partner.page.locator('a[href^="/manager"]').count()).toBe(0);
});

describe('calls#alive: with the script', () => {
  test('a claim made elsewhere shows without reloading what is being typed, and so does its end', async () => {
    await stage.partner(asCustomerNumber('P-200'));
    await toCall('Erste');
    await toCall('Zweite', 'P-200');
    const visitor = await officer(MANAGER, { script: true });
    const asked = () => visitor.page.waitForResponse(/calls-now/);
    await visitor.page.clock.install();
    await Promise.all([asked(), visitor.open('/manager')]);
    await Promise.all([asked(), clickThrough(entry(visitor).getByRole('button', { name: calls.claim }))]);
    await visitor.page.fill('textarea[name=note]', 'Ich tippe gerade');
    const other = entry(visitor, 'P-200');
    expect(await other.locator('[data-claim]').isVisible()).toBe(false);
    const claim = { scope: managerScope(BERTA), customerNumber: asCustomerNumber('P-200') };
    await stage.deps.claimCall(claim);
    await Promise.all([asked(), visitor.page.clock.fastForward(10_000)]);
    await other.getByText(`${BERTA} ruft gerade an, seit`).waitFor();
    expect(await other.getByRole('button', { name: calls.claim }).count()).toBe(0);
    expect(await other.locator('[data-dial].fill').count()).toBe(0);
    expect(await visitor.page.inputValue('textarea[name=note]')).toBe('Ich tippe gerade');

    await stage.deps.releaseCall(claim);
    await Promise.all([asked(), visitor.page.clock.fastForward(10_000)]);
    await other.getByText(calls.ended).waitFor();
    expect(await other.getByRole('button', { name: calls.claim }).count()).toBe(1);

    // One's own time runs out: the line says so, and the form stays.
    stage.clock.advance(CLAIM_LASTS_MS);
    await toCall('Dritte', 'P-200');
    await Promise.all([asked(), visitor.page.clock.fastForward(10_000)]);
    await entry(visitor).getByText(calls.lost).waitFor();
    expect(await visitor.page.locator('[data-changed]').isVisible()).toBe(true);
    expect(await visitor.page.inputValue('textarea[name=note]')).toBe('Ich tippe gerade');
  });

  test('where nobody waits, the first call shows, also after an answer that broke off', async () => {
    const visitor = await officer(MANAGER, { script: true });
    await visitor.page.clock.install();
    await visitor.page.route('**/calls-now', (route) => route.fulfill({ contentType: 'application/json', body: '{' }), {
      times: 1,
    });
    const asked = () => visitor.page.waitForResponse(/calls-now/);
    await Promise.all([asked(), visitor.open('/manager')]);
    const changed = visitor.page.getByRole('status').filter({ hasText: calls.listChanged });
    expect(await changed.isVisible()).toBe(false);
    await toCall('Erste');
    // The wait for the next question begins once the broken answer is read.
    await visitor.page.waitForFunction('document.readyState === "complete"');
    await Promise.all([asked(), visitor.page.clock.fastForward(10_000)]);
    await changed.waitFor();
  });

  test('asks nothing while the page is hidden, and at once when it is seen again', async () => {
    await toCall('Erste');
    const visitor = await officer(MANAGER, { script: true });
    await visitor.page.clock.install();
    let asked = 0;
    visitor.page.on('request', (request) => {
      if (request.url().includes('calls-now')) asked += 1;
    });
    await Promise.all([visitor.page.waitForResponse(/calls-now/), visitor.open('/manager')]);
    const seen = (hidden: boolean) =>
      visitor.page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
      );
    await seen(true);
    await visitor.page.clock.fastForward(60_000);
    expect(asked).toBe(1);
    await Promise.all([visitor.page.waitForResponse(/calls-now/), seen(false)]);
    expect(asked).toBe(2);
  });
});

describe('calls#claim: two people of the office at work', () => {
  const COUNT = 40;

  test('forty entries in two browsers, and nobody is called twice', async () => {
    const two = [await officer(MANAGER, { script: true }), await officer(BERTA, { script: true })];
    const numbers = Array.from({ length: COUNT }, (_, n) => `P-${500 + n}`);
    for (const number of numbers)
      await stage.partners.save(
        aPartner({ customerNumber: asCustomerNumber(number), name: `Küche ${number}`, email: `${number}@example.org` }),
      );
    for (const number of numbers) await book(stage, { start: SOON, customerNumber: number });
    await stage.deliverDue();
    const words = { yes: calls.confirm, no: calls.notReached };
    // Both have seen the list before either claims, so that the first entry is claimed twice at once.
    for (const { page } of two) await page.goto(`${stage.url}/manager`);
    const lost = await Promise.all(two.map(({ page }) => page.evaluate(workDown, words)));
    expect(lost.flat().length).toBeGreaterThan(0);
    const made = await Promise.all(numbers.map((number) => callsTo(number)));
    expect(made.map((all) => all.length)).toEqual(numbers.map(() => 1));
    expect(new Set(made.flat().map(({ outcome }) => outcome))).toEqual(new Set(['answered', 'not_reached']));
  });

  test('a browser that dies with a claim keeps nothing after ten minutes', async () => {
    await toCall('Erste');
    await anna.open('/manager');
    await anna.press(calls.claim);
    await anna.context.close();
    stage.clock.advance(CLAIM_LASTS_MS - MINUTE_MS);
    await berta.open('/manager');
    expect(await holding(berta)).toBe('theirs');
    stage.clock.advance(MINUTE_MS);
    await berta.open('/manager');
    await berta.press(calls.claim);
    expect(await holding(berta)).toBe('mine');
    await berta.press(calls.notReached);
    expect(await callsTo()).toMatchObject([{ by: BERTA }]);
  });
});

/**
 * Works the page's list down within the browser: sends its forms as a press would, without drawing the pages in between.
 * @returns whom somebody else was quicker to call
 */
async function workDown({ yes, no }: { readonly yes: string; readonly no: string }): Promise<readonly string[]> {
  const lost: string[] = [];
  const press = async (button: HTMLButtonElement | undefined): Promise<Document> => {
    const form = button?.closest('form') ?? null;
    if (button === undefined || form === null) throw new Error('There is no such button.');
    // A browser adds the pressed button to the fields of its form.
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const body = new URLSearchParams([...fields, ...(button.name === '' ? [] : [[button.name, button.value]])]);
    const answer = await fetch(form.getAttribute('action') ?? '', { method: 'POST', body });
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  };
  for (let list = document; ; ) {
    const free = [...list.querySelectorAll<HTMLElement>('[data-holding=free]')].find(
      ({ textContent }) => !textContent?.includes(`${no}:`),
    );
    if (free === undefined) return lost;
    const of = free.dataset['call'] ?? '';
    list = await press(free.querySelector<HTMLButtonElement>('[data-free] button') ?? undefined);
    const mine = list.querySelector('[data-holding=mine]');
    if (mine === null) {
      lost.push(of);
      continue;
    }
    const meant = Number(of.slice(2)) % 3 === 0 ? no : yes;
    const buttons = [...mine.querySelectorAll<HTMLButtonElement>('button')];
    list = await press(buttons.find(({ textContent }) => textContent?.startsWith(meant)));
  }
}
