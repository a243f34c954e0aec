import { readFileSync, writeFileSync } from 'node:fs';
import {
  asCustomerNumber,
  MAX_LOGIN_PRESSES,
  PRESS_DOUBTS,
  type PressDoubt,
  SECOND_MS,
  type Stored,
  type Visit,
} from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../world.ts';
import { Guest } from './guest.ts';
import { MACHINES, type Machine } from './machines.ts';
import { PEOPLE } from './people.ts';
import { MAILS, type MailOf, type Scene, sent } from './scene.ts';

/** `npm run test:presses` runs all of it; `npm test` a share of each kind. */
const WHOLE = process.env['PRESSES'] === 'all';
const AFTER_MS = [0, 2, 10, 25, 90].map((seconds) => seconds * SECOND_MS);
const DOCUMENT = new URL('../../../../docs/presses.md', import.meta.url);
/** How many mails a program's browser that keeps everything comes back for. */
const COMES_BACK = WHOLE ? 10 : 3;

let world: World;
const visits: Visit[] = [];
const rows = new Map<string, { visits: number; answers: number; devices: number; logins: number }>();
const people: { readonly name: string; readonly steps: number; readonly most: number }[] = [];

beforeAll(async () => {
  world = await openWorld({ deps: { countVisit: (visit) => visits.push(visit) } });
  await world.partner(asCustomerNumber('P-100'), 'kochschule@example.org');
});
afterAll(async () => {
  await world.stop();
  if (WHOLE) writeFileSync(DOCUMENT, page());
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
  const login =
    scene.login === null ? undefined : await world.logins.findByTokenDigest(world.tokens.digest(scene.login));
  const row = rows.get(machine.name) ?? { visits: 0, answers: 0, devices: 0, logins: 0 };
  row.visits += 1;
  if ((await bookingNow(scene))?.status !== before) row.answers += 1;
  if (guest.has('booking_device')) row.devices += 1;
  if (login !== undefined && (login.usedAt !== null || login.presses >= MAX_LOGIN_PRESSES)) row.logins += 1;
  rows.set(machine.name, row);
  world.clock.advance(3_600 * SECOND_MS);
}

describe('links#press · no program answers, uses up a login or becomes a known device', () => {
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
    const { visits: many, ...came } = rows.get(machine.name) ?? expect.fail('No visit was counted.');
    expect(many).toBeGreaterThan(20);
    expect(came).toEqual({ answers: 0, devices: 0, logins: 0 });
  });

  test.each(PRESS_DOUBTS.filter((doubt) => doubt !== 'too_late'))(
    'without the sign %s some of these programs would have answered',
    (doubt: PressDoubt) => {
      // Nothing else spoke against this press: with its one sign switched off, it would have counted.
      const onlyThis = visits.filter(
        ({ kind, verdict, signs }) => kind === 'press' && verdict === 'ask' && signs.join() === doubt,
      );
      expect(onlyThis.length).toBeGreaterThan(0);
    },
  );
});

describe('links#press · no person is refused, and one extra step is the most', () => {
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

/** What `npm run docs:first-answer` wrote into the page. */
function measured(): string {
  return /## The first answer on a new phone\n[\s\S]*?(?=## )/.exec(readFileSync(DOCUMENT, 'utf8'))?.[0] ?? '';
}

/** The table of the docs. */
function page(): string {
  const all = [...rows.values()];
  const sum = (of: 'visits' | 'answers' | 'devices' | 'logins') => all.reduce((total, row) => total + row[of], 0);
  const machine = [...rows].map(
    ([name, row]) => `| ${name} | ${row.visits} | ${row.answers} | ${row.devices} | ${row.logins} |`,
  );
  const person = people.map(({ name, steps, most }) => `| ${name} | ${steps} | ${most} |`);
  return `# Presses: programs and people

Written by \`npm run test:presses\` from a full run. The rules stand in [links](rules/links.md#press).

The visits of these tables are HTTP requests with a browser’s headers and its cookies, without script, on a clock that is
set. A share of them also comes with a real Chromium that hides that a program drives it
([the test](../packages/http/test/presses/chromium.test.ts)): programs that follow every link and press every button, that
open both links within a second, that press the trap first, and previewers with and without script, at the same times, with
a new profile and with one that comes back for ten mails; and people without script, with only a keyboard, with the back
button, in two tabs, without cookies, and with a clock an hour wrong. There too, no program answers or becomes known, and
no person is refused or takes more than one extra step.

## Programs

Each comes 0, 2, 10, 25 and 90 seconds after a mail was handed over: a request, a receipt, a login. With a fresh browser,
and with one that keeps everything and comes back for the next mails.

| what the program does | visits | answers | known devices | logins used up |
| --- | --- | --- | --- | --- |
${machine.join('\n')}
| **all** | **${sum('visits')}** | **${sum('answers')}** | **${sum('devices')}** | **${sum('logins')}** |

## People

Each confirms a booking; none was refused. An extra step is the question for the course’s day.

| who confirms | extra steps | at most |
| --- | --- | --- |
${person.join('\n')}

${measured()}## What is not promised

- A program that opens one link alone, later than a minute after the mail, waits on the page and presses its button passes
  for a person. A test shows it.
- So does one that reads the mail, waits like a person and types the day. One that types any day is right once in 30 tries.
- A program that presses the button of a login link and goes on to other pages is logged in, and has used the link up.
`;
}
