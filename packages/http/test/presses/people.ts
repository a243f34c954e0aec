import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@miomente/booking-domain';
import type { World } from '../world.ts';
import { Guest, type Seen } from './guest.ts';
import { DAY, type Scene, sent } from './scene.ts';

/** A person who confirms: how many steps it took beside opening the link and pressing once. */
export interface Person {
  readonly name: string;
  /** The most extra steps that are allowed. */
  readonly most: 0 | 1;
  /** @returns how many extra steps it took */
  readonly answers: (world: World, scene: Scene) => Promise<number>;
}

const link = ({ links }: Scene): string => links[0] ?? '';

/** Presses the button a person sees, and answers a question if there is one. */
async function press(guest: Guest, seen: Seen): Promise<number> {
  const button = seen.buttons.find(({ unseen }) => !unseen);
  if (button === undefined) throw new Error(`There is no button on "${seen.heading}".`);
  const next = await guest.press(button);
  const asks = next.buttons.find(({ fields }) => fields.includes('answer'));
  if (asks === undefined) return 0;
  await guest.press(asks, { answer: DAY });
  return 1;
}

interface Habit {
  readonly afterMs?: number;
  readonly readsMs?: number;
  readonly keepsCookies?: boolean;
}

function onANewPhone({ afterMs = 5 * MINUTE_MS, readsMs = 6 * SECOND_MS, keepsCookies = true }: Habit = {}) {
  return async (world: World, scene: Scene): Promise<number> => {
    const guest = new Guest(world, { keepsCookies });
    world.clock.advance(afterMs);
    const seen = await guest.open(link(scene));
    world.clock.advance(readsMs);
    return press(guest, seen);
  };
}

async function knownDevice(world: World): Promise<Guest> {
  const guest = new Guest(world);
  const before = await sent(world, 'request');
  world.clock.advance(5 * MINUTE_MS);
  const seen = await guest.open(link(before));
  world.clock.advance(6 * SECOND_MS);
  await press(guest, seen);
  return guest;
}

export const PEOPLE: readonly Person[] = [
  {
    name: 'on a known device, at once',
    most: 0,
    answers: async (world, scene) => {
      // The scene's mail is a minute older by then; what counts is that nothing is pressed.
      const guest = await knownDevice(world);
      const seen = await guest.open(link(scene));
      return seen.path.startsWith('/confirmation-success') ? 0 : 1 + (await press(guest, seen));
    },
  },
  { name: 'on a new phone, without script', most: 0, answers: onANewPhone() },
  { name: 'reads for three seconds', most: 0, answers: onANewPhone({ readsMs: 3 * SECOND_MS }) },
  { name: 'three seconds after the mail', most: 1, answers: onANewPhone({ afterMs: 3 * SECOND_MS }) },
  { name: 'presses at once', most: 1, answers: onANewPhone({ readsMs: 500 }) },
  { name: 'eleven hours after opening the page', most: 0, answers: onANewPhone({ readsMs: 11 * HOUR_MS }) },
  { name: 'in a page restored the next day', most: 1, answers: onANewPhone({ readsMs: 23 * HOUR_MS }) },
  { name: 'in an app’s browser that keeps no cookies', most: 0, answers: onANewPhone({ keepsCookies: false }) },
  {
    name: 'in an app’s browser without cookies, at once',
    most: 1,
    answers: onANewPhone({ keepsCookies: false, readsMs: 0, afterMs: 0 }),
  },
  {
    name: 'a colleague to whom the link was forwarded',
    most: 0,
    answers: async (world, scene) => {
      world.clock.advance(3 * MINUTE_MS);
      await new Guest(world).open(link(scene));
      return onANewPhone({ afterMs: HOUR_MS })(world, scene);
    },
  },
  {
    name: 'in two tabs, pressing in both',
    most: 0,
    answers: async (world, scene) => {
      const guest = new Guest(world);
      world.clock.advance(5 * MINUTE_MS);
      const tabs = [await guest.open(link(scene)), await guest.open(link(scene))];
      world.clock.advance(4 * SECOND_MS);
      const steps: number[] = [];
      for (const tab of tabs) steps.push(await press(guest, tab));
      return Math.max(...steps);
    },
  },
  {
    name: 'looks at declining from the page, goes back and confirms',
    most: 0,
    answers: async (world, scene) => {
      const guest = new Guest(world);
      world.clock.advance(5 * MINUTE_MS);
      const seen = await guest.open(link(scene));
      const decline = seen.links.find((href) => href.includes('/api/decline/'));
      world.clock.advance(3 * SECOND_MS);
      await guest.open(decline ?? '');
      world.clock.advance(3 * SECOND_MS);
      return press(guest, seen);
    },
  },
  {
    name: 'after a scanner that opened everything and pressed every button',
    most: 0,
    answers: async (world, scene) => {
      const scanner = new Guest(world);
      for (const address of scene.links) {
        await scanner.head(address);
        for (const button of (await scanner.open(address)).buttons) await scanner.press(button);
      }
      return onANewPhone()(world, scene);
    },
  },
];
