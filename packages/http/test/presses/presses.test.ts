import {
  asCustomerNumber,
  PRESS_DOUBTS,
  type PressDoubt,
  SECOND_MS,
  type Stored,
  type Visit,
} from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../world.ts';
import { NOTHING, peopleTable, type Steps, Tallies, WHOLE, writeTable } from './document.ts';
import { Guest } from './guest.ts';
import { MACHINES, type Machine } from './machines.ts';
import { PEOPLE } from './people.ts';
import { loginOf, MAILS, type MailOf, type Scene, sent } from './scene.ts';

const AFTER_MS = [0, 2, 10, 25, 90].map((seconds) => seconds * SECOND_MS);
/** How many mails a program's browser that keeps everything comes back for. */
const COMES_BACK = WHOLE ? 10 : 3;

let world: World;
const visits: Visit[] = [];
const tallies = new Tallies();
/** So that it is known that presses of logins arrive. */
let loginPresses = 0;
const people: Steps[] = [];

beforeAll(async () => {
  world = await openWorld({ deps: { countVisit: (visit) => visits.push(visit) } });
  await world.partner(asCustomerNumber('P-100'), 'kochschule@example.org');
});
afterAll(async () => {
  await world.stop();
  if (!WHOLE) return;
  writeTable('programs', tallies.table());
  writeTable('people', peopleTable(people));
});

const bookingNow = async (scene: Scene): Promise<Stored | undefined> =>
  scene.booking === null ? undefined : world.booking(scene.booking.id);

/** One visit of a machine to one mail; what became of it is counted, and must be nothing. */
async function visit(machine: Machine, mail: MailOf, guest: Guest, afterMs: number, turn: number): Promise<void> {
  const waits = machine.waits(afterMs);
  const scene = await sent(world, mail);
  const before = (await bookingNow(scene))?.status;
  world.clock.advance(afterMs);
  await machine.visit({ world, guest, scene, waitMs: waits[turn % waits.length] ?? 0, turn });
  const { usedUp, presses } = await loginOf(world, scene);
  loginPresses += presses;
  tallies.add(machine.name, {
    answered: (await bookingNow(scene))?.status !== before,
    known: guest.has('booking_device'),
    usedUp,
  });
  world.clock.advance(3_600 * SECOND_MS);
}

describe('F29 links#press · no program answers, uses up a login or becomes a known device', () => {
  test.each(MACHINES)('$name', { timeout: 600_000 }, async (machine) => {
    let turn = 0;
    for (const afterMs of AFTER_MS)
      for (const mail of MAILS) {
        const fresh = WHOLE ? machine.waits(afterMs).length : 1;
        for (let n = 0; n < fresh; n += 1) {
          turn += 1;
          await visit(machine, mail, new Guest(world), afterMs, turn);
        }
        const keeping = new Guest(world);
        const times = mail === 'login' ? Math.ceil(COMES_BACK / 3) : COMES_BACK;
        for (let n = 0; n < times; n += 1) {
          turn += 1;
          await visit(machine, mail, keeping, afterMs, turn);
        }
      }
    const { visits: many, ...came } = tallies.of(machine.name);
    expect(many).toBe(turn);
    expect(many).toBeGreaterThan(20);
    expect(came).toEqual(NOTHING);
  });

  test.each(PRESS_DOUBTS)('without the sign %s some of these programs would have answered', (doubt: PressDoubt) => {
    // Nothing else spoke against this press: with its one sign switched off, it would have counted.
    const onlyThis = visits.filter(
      ({ kind, verdict, signs }) => kind === 'press' && verdict === 'ask' && signs.join() === doubt,
    );
    expect(onlyThis.length).toBeGreaterThan(0);
  });
});

test('F29 links#login a program that pressed a login link and keeps its session is no person to the links of the next mails', async () => {
  const guest = new Guest(world);
  const login = await sent(world, 'login');
  const [button] = (await guest.open(login.links[0] ?? '')).buttons;
  if (button !== undefined) await guest.press(button);
  expect(guest.has('booking_session')).toBe(true);
  expect(loginPresses).toBeGreaterThan(0);
  for (const mail of ['request', 'receipt'] as const) {
    const scene = await sent(world, mail);
    const before = (await bookingNow(scene))?.status;
    for (let n = 0; n < 3; n += 1) {
      const seen = await guest.open(scene.links[0] ?? '');
      world.clock.advance(3 * SECOND_MS);
      const [press] = seen.buttons;
      if (press !== undefined) await guest.press(press);
    }
    expect((await bookingNow(scene))?.status).toBe(before);
  }
  expect(guest.has('booking_device')).toBe(false);
  expect(await loginOf(world, login)).toEqual({ usedUp: false, presses: 1 });
  world.clock.advance(3_600 * SECOND_MS);
});

describe('F29 links#press · no person is refused, and one extra step is the most', () => {
  test.each(PEOPLE)('$name', async ({ name, most, answers }) => {
    const scene = await sent(world, 'request');
    const steps = await answers(world, scene);
    people.push({ name, steps, most });
    expect((await bookingNow(scene))?.status).toBe('confirmed');
    expect(steps).toBeLessThanOrEqual(most);
    world.clock.advance(3_600 * SECOND_MS);
  });
});

test('what is not promised: a program that opens one link alone after a minute, waits and presses passes for a person', async () => {
  const scene = await sent(world, 'request');
  world.clock.advance(90 * SECOND_MS);
  const guest = new Guest(world);
  const { buttons } = await guest.open(scene.links[0] ?? '');
  world.clock.advance(3 * SECOND_MS);
  const [button] = buttons;
  if (button !== undefined) await guest.press(button);
  expect((await bookingNow(scene))?.status).toBe('confirmed');
});
