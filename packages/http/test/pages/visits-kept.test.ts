import {
  asCustomerNumber,
  type Language,
  MINUTE_MS,
  type NewVisit,
  SECOND_MS,
  TransientFailure,
  type Visit,
} from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { visitKeeper } from '../../src/pages/link/keep-visit.ts';
import type { HttpContext } from '../../src/request/context.ts';
import { OFFICE, openWorld, type World } from '../world.ts';
import { bookAsked as book } from './orders.ts';
import { pressed } from './pressing.ts';
import { linksOf } from './stage.ts';

/** What a person's browser sends with a click on a link. */
const CLICK = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };

let world: World;
/** What keeping a visit does instead. */
let keep: (() => Promise<void>) | undefined;
let tried = 0;
let counted: Visit[] = [];

beforeEach(async () => {
  keep = undefined;
  tried = 0;
  counted = [];
  world = await openWorld({
    around: (call, run) => {
      if (call.port !== 'linkVisits' || call.method !== 'keep') return run();
      tried += 1;
      return keep === undefined ? run() : keep().then(run);
    },
    deps: { countVisit: (visit) => counted.push(visit) },
  });
  await world.partners.save(aPartner());
});
afterEach(() => world.stop());

describe('links#visits-kept · keeping a visit never makes a link fail, nor wait for longer than a moment', () => {
  const WRITES = {
    fails: () => Promise.reject(new TransientFailure('The tests’ database does not answer.')),
    // A link that waited for it would never answer.
    'never ends': () => new Promise<void>(() => undefined),
  };

  test.each(Object.entries(WRITES))(
    'a write that %s: both links, the button and the way back work',
    async (_, write) => {
      keep = write;
      const booking = await book(world);
      const { confirm, decline } = linksOf(world, booking);
      expect((await world.send('GET', confirm, { headers: CLICK })).status).toBe(200);
      expect((await world.send('GET', decline, { headers: CLICK })).headers['location']).toContain('/decline');
      const pressing = await world.send('POST', confirm, pressed(world, booking));
      expect(pressing.headers['location']).toBe('/confirmation-success');
      expect((await world.booking(booking.id))?.status).toBe('confirmed');
      const used = await world.send('GET', confirm, { headers: CLICK });
      expect(used.headers['location']).toContain('already_processed');
      expect(tried).toBe(4);
      expect(counted.map(({ link, kind, verdict }) => [link, kind, verdict])).toEqual([
        ['confirm', 'click', 'ask'],
        ['decline', 'click', 'ask'],
        ['confirm', 'press', 'confirm'],
        ['confirm', 'click', 'refuse'],
      ]);
      expect(world.logLines.join('\n')).not.toContain(confirm.split('/').at(-1));
    },
  );

  test('a write that fails is in the log', async () => {
    keep = WRITES.fails;
    await world.send('GET', linksOf(world, await book(world)).confirm, { headers: CLICK });
    expect(world.logLines.filter((line) => line.includes('TransientFailure'))).toHaveLength(1);
  });

  describe('while writes stall', () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });
    const ctx = { path: '/', method: 'GET', state: {} } as unknown as HttpContext;
    const visited = { visit: { link: 'confirm', kind: 'click', verdict: 'ask', signs: [] } as unknown as NewVisit };
    /** A keeper whose writes end when the test says so. */
    const stalling = () => {
      const ends: (() => void)[] = [];
      const linkVisits = {
        ...world.linkVisits,
        keep: () =>
          new Promise<void>((resolve) => {
            ends.push(resolve);
          }),
      };
      return { keeper: visitKeeper({ ...world.deps, linkVisits }), ends };
    };

    test('a visitor waits for 150 ms and no longer', async () => {
      const { keeper } = stalling();
      let waited = true;
      void keeper.keep(ctx, visited).then(() => {
        waited = false;
      });
      await vi.advanceTimersByTimeAsync(149);
      expect(waited).toBe(true);
      await vi.advanceTimersByTimeAsync(1);
      expect(waited).toBe(false);
    });

    test('visits beyond fifty unfinished writes are counted but not kept, and kept again once those end', async () => {
      const { keeper, ends } = stalling();
      const all = Array.from({ length: 60 }, () => keeper.keep(ctx, visited));
      expect(ends).toHaveLength(50);
      expect(counted).toHaveLength(60);
      // The ten that are not kept wait for nothing.
      await Promise.all(all.slice(50));
      await vi.advanceTimersByTimeAsync(150);
      await Promise.all(all);
      for (const end of ends) end();
      await vi.advanceTimersByTimeAsync(0);
      void keeper.keep(ctx, visited);
      expect(ends).toHaveLength(51);
    });
  });
});

describe('links#visits-kept · what the office sees of them on the booking’s page', () => {
  const panel = (text: string) =>
    (/aria-labelledby="visits">(.*?)<\/section>/s.exec(text)?.[1] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const pageFor = async (who: typeof OFFICE | ReturnType<typeof asCustomerNumber>, id: number, language: Language) => {
    const Cookie = `booking_session=${await world.sessionJwt(who)}; booking_language=${language}`;
    const { status, text } = await world.send('GET', `/dashboard/bookings/${id}`, {
      headers: { Cookie, Accept: 'text/html' },
    });
    expect(status).toBe(200);
    return text;
  };

  /** A scanner that presses a trap 10 s after the mail; then a person, who looks twice. */
  async function visitedBooking() {
    const booking = await book(world);
    const { confirm } = linksOf(world, booking);
    world.clock.advance(-10 * MINUTE_MS + 10 * SECOND_MS);
    await world.send('HEAD', confirm);
    const form = pressed(world, booking);
    await world.send('POST', confirm, { ...form, body: `${form.body}&trap=1` });
    world.clock.advance(10 * MINUTE_MS);
    for (let n = 0; n < 2; n += 1) await world.send('GET', confirm, { headers: CLICK });
    world.clock.advance(4 * SECOND_MS);
    await world.send('POST', confirm, pressed(world, booking));
    return booking;
  }

  test.each(['de', 'en'] as const)(
    'who came, what it led to, how soon after the mail and how often: %s',
    async (language) => {
      const {
        title,
        link,
        opened,
        pressed: did,
        verdict,
        afterMail,
        hint,
      } = LANGUAGE_WORDS[language].pages.booking.visits;
      const { id } = await visitedBooking();
      const said = panel(await pageFor(OFFICE, id, language));
      const rows = [
        [`${link.confirm}: ${opened.program}`, verdict.ignore, afterMail.seconds('10')],
        [`${link.confirm}: ${did.program}`, verdict.ask, afterMail.seconds('10')],
        [`${link.confirm}: ${opened.unknown}`, verdict.ask, afterMail.minutes('10')],
        [`${link.confirm}: ${did.person}`, verdict.confirm, afterMail.minutes('10')],
      ];
      const places = rows.map((row) => said.indexOf(row.join(' ')));
      expect(places, said).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(said.startsWith(` ${title} `)).toBe(true);
      expect(said).toContain(hint);
      // The two looks are one row.
      expect(said.split(opened.unknown)).toHaveLength(2);
      expect(said).toMatch(language === 'de' ? / 2-mal bis / : / 2 times until /);
    },
  );

  test('its partner sees nothing of it, and without visits there is no panel', async () => {
    const { id } = await visitedBooking();
    expect(await pageFor(asCustomerNumber('P-100'), id, 'de')).not.toContain('id="visits"');
    const other = await book(world);
    expect(await pageFor(OFFICE, other.id, 'de')).not.toContain('id="visits"');
  });
});
