import { HOUR_MS, SECOND_MS } from '@miomente/booking-domain';
import type { World } from '../world.ts';
import type { Button, Guest, Seen } from './guest.ts';
import type { Scene } from './scene.ts';

/** One visit of a program: what it does with a mail, given how long it waits on each page. */
export interface MachineVisit {
  readonly world: World;
  readonly guest: Guest;
  readonly scene: Scene;
  readonly waitMs: number;
  /** Tells one visit from the next, for what programs do in any order. */
  readonly turn: number;
}

/** A kind of program. */
export interface Machine {
  readonly name: string;
  /** How long it waits on a page, by how soon after the mail it comes. */
  readonly waits: (afterMs: number) => readonly number[];
  readonly visit: (visit: MachineVisit) => Promise<unknown>;
}

/** Within the quiet time programs may wait as long as they like; later, one that acts at once. */
const anyThenQuick = (afterMs: number) => (afterMs < 60 * SECOND_MS ? [0, 3, 10] : [0, 1]).map((s) => s * SECOND_MS);
const atAnyPace = () => [0, 3, 10].map((s) => s * SECOND_MS);

const wait = ({ world, waitMs }: MachineVisit): void => world.clock.advance(waitMs);
const first = (scene: Scene): string => scene.links[0] ?? '';

async function pressed(visit: MachineVisit, seen: Seen, button: Button | undefined): Promise<Seen> {
  wait(visit);
  return button === undefined ? seen : visit.guest.press(button, filled(button, 'test'));
}

function filled({ fields }: Button, text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((name) => [name, text]));
}

const FILLERS = ['test', 'test@example.org', '12345', 'Max Mustermann', '', '00'];

const DAYS = Array.from({ length: 31 }, (_, n) => String(n + 1).padStart(2, '0'));

/** The last form it was shown, for a program that sends it again for another mail. */
const kept = new WeakMap<Guest, Button>();

export const MACHINES: readonly Machine[] = [
  {
    name: 'HEAD and GETs in parallel on every link',
    waits: atAnyPace,
    visit: async ({ guest, scene }) => {
      await Promise.all(scene.links.flatMap((link) => [guest.head(link), guest.open(link), guest.open(link)]));
    },
  },
  {
    name: 'follows every link, and every link of the pages',
    waits: atAnyPace,
    visit: async (visit) => {
      for (const link of visit.scene.links) {
        const { links } = await visit.guest.open(link);
        wait(visit);
        for (const next of links) await visit.guest.open(next);
      }
    },
  },
  {
    name: 'presses the first button, and that of the page it gets',
    waits: anyThenQuick,
    visit: async (visit) => {
      const seen = await visit.guest.open(first(visit.scene));
      const next = await pressed(visit, seen, seen.buttons[0]);
      if (visit.scene.login === null) await pressed(visit, next, next.buttons[0]);
    },
  },
  {
    name: 'presses every button in any order',
    waits: anyThenQuick,
    visit: async (visit) => {
      const { buttons } = await visit.guest.open(first(visit.scene));
      const order = buttons.map((_, n) => (n + visit.turn) % buttons.length);
      for (const n of order) {
        const again = await visit.guest.open(first(visit.scene));
        await pressed(visit, again, again.buttons[n]);
      }
    },
  },
  {
    name: 'presses the trap, goes back and presses the button',
    waits: atAnyPace,
    visit: async (visit) => {
      for (const unseen of [true, false]) {
        const seen = await visit.guest.open(first(visit.scene));
        const button = seen.buttons.find((each) => each.unseen === unseen);
        if (visit.scene.login === null) await pressed(visit, seen, button);
      }
    },
  },
  {
    name: 'fills every field and presses, again and again',
    waits: anyThenQuick,
    visit: async (visit) => {
      let seen = await visit.guest.open(first(visit.scene));
      wait(visit);
      for (const filler of FILLERS) {
        const [button] = seen.buttons;
        if (button === undefined || visit.scene.login !== null) return;
        seen = await visit.guest.press(button, filled(button, filler));
      }
    },
  },
  {
    name: 'types one day after the other into the question',
    waits: () => [0],
    visit: async ({ guest, scene }) => {
      const { buttons } = await guest.open(first(scene));
      const [button] = buttons;
      if (button === undefined || scene.login !== null) return;
      let seen = await guest.press(button);
      const asks = seen.buttons[0];
      if (asks !== undefined) for (const answer of DAYS) seen = await guest.press(asks, { answer });
    },
  },
  {
    name: 'keeps the page and presses its button the next day',
    waits: () => [13 * HOUR_MS],
    visit: async (visit) => {
      const seen = await visit.guest.open(first(visit.scene));
      await pressed(visit, seen, visit.scene.login === null ? seen.buttons[0] : undefined);
    },
  },
  {
    name: 'opens all links within a second, then presses',
    waits: atAnyPace,
    visit: async (visit) => {
      const seen = await Promise.all(visit.scene.links.map((link) => visit.guest.open(link)));
      visit.world.clock.advance(SECOND_MS / 2);
      const [page] = seen;
      if (page !== undefined) await pressed(visit, page, page.buttons[0]);
    },
  },
  {
    name: 'posts to the link without its page',
    waits: atAnyPace,
    visit: async ({ guest, scene }) => {
      if (scene.login !== null) return;
      await guest.press({ action: first(scene), hidden: {}, fields: [], own: {}, unseen: false });
    },
  },
  {
    name: 'sends the form of an earlier page for the next mail',
    waits: atAnyPace,
    visit: async (visit) => {
      const { guest, scene, world } = visit;
      const { buttons } = await guest.open(first(scene));
      const [button] = buttons;
      const old = kept.get(guest);
      world.clock.advance(5 * SECOND_MS);
      if (button !== undefined && old !== undefined && scene.login === null)
        await guest.press({ ...old, action: button.action, hidden: { ...button.hidden, ...onlyMark(old) } });
      if (button !== undefined) kept.set(guest, button);
    },
  },
];

function onlyMark({ hidden }: Button): Readonly<Record<string, string>> {
  const { mark } = hidden;
  return mark === undefined ? {} : { mark };
}
