import {
  type AskingMailKind,
  askingStep,
  asks,
  asOrderId,
  bookingsIn,
  canAnswer,
  DAY_MS,
  earliestStart,
  eventOf,
  HOUR_MS,
  type Instant,
  type Mail,
  MINUTE_MS,
  type Stored,
} from '@miomente/booking-domain';
import { anyDuration } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { anItem, aShopOrder, NOW, openWorld, type World } from './world.ts';

/** What may happen to a booking; each lasts until the next. */
export type Turn = { readonly forMs: number } & (
  | { readonly what: 'well' | 'hold' | 'release' | 'confirm' }
  /** The provider is down, loses its answers, or refuses permanently. */
  | { readonly what: 'transient' | 'lost_answer' | 'permanent' }
  /** Sweeps run, and nothing is delivered. */
  | { readonly what: 'away' }
  | { readonly what: 'move'; readonly inMs: number }
);

/** Any mixture of outages, holds, moves and answers, some short and some of days. */
export function anyTurns(): fc.Arbitrary<readonly Turn[]> {
  const forMs = fc.oneof(anyDuration(3 * HOUR_MS), anyDuration(60 * HOUR_MS), fc.constant(25 * HOUR_MS));
  const simple = ['well', 'hold', 'release', 'transient', 'lost_answer', 'permanent', 'away', 'confirm'] as const;
  const turn = fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constantFrom(...simple), forMs }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('away' as const), forMs }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('move' as const), inMs: anyDuration(25 * DAY_MS), forMs }) },
  );
  return fc.array(turn, { minLength: 1, maxLength: 9 });
}

/** A mail that asks, as the provider accepted it. */
export interface Asked {
  readonly kind: AskingMailKind;
  readonly step: 0 | 1 | 2;
  readonly messageId: string;
  readonly at: Instant;
  /** The clock that it was written under. */
  readonly clock: Instant;
  readonly eventStart: Instant | null;
  /** How the booking stood then. */
  readonly status: Stored['status'];
  /** Whether we got the answer that it was accepted. */
  readonly heard: boolean;
}

/** What was observed of a booking's life. */
export interface Seen {
  readonly asked: readonly Asked[];
  readonly escalations: readonly { readonly booking: Stored; readonly at: Instant }[];
  readonly booking: Stored;
  /** How long before the event everything worked again. */
  readonly calmMs: number;
  readonly dead: number;
}

const TICKS = 8;
/** The provider's state from then on. */
const PROVIDER: readonly Turn['what'][] = ['well', 'transient', 'lost_answer', 'permanent'];

/** Runs a booking through all of this, and then until its event without faults. */
export async function lived(leadMs: number, turns: readonly Turn[]): Promise<Seen> {
  const world = await openWorld();
  const asked: Asked[] = [];
  const escalations: { booking: Stored; at: Instant }[] = [];
  let shop = { inMs: leadMs, held: false };
  let delivering = true;
  let provider: Turn['what'] = 'well';
  const announce = async (change: Partial<typeof shop>): Promise<void> => {
    shop = { ...shop, ...change };
    const items = [anItem({ inMs: shop.inMs })];
    world.shop.place(aShopOrder({ items, state: shop.held ? 'holded' : 'processing' }));
    await world.receiveOrder(asOrderId(100));
  };
  const tick = async (ms: number): Promise<void> => {
    world.clock.advance(ms);
    await world.sweep();
    if (!delivering) return;
    const { status } = await world.onlyBooking();
    const before = world.mails().length;
    await world.work();
    const mails = world.mails().slice(before);
    asked.push(...mails.flatMap((mail) => askedBy(mail, { status, heard: provider !== 'lost_answer' })));
  };
  const live = async (forMs: number): Promise<void> => {
    for (let n = 0; n < TICKS; n += 1) {
      const { escalation } = await world.onlyBooking();
      await tick(Math.max(1, Math.ceil(forMs / TICKS)));
      const booking = await world.onlyBooking();
      if (booking.escalation !== null && booking.escalation.at !== escalation?.at)
        escalations.push({ booking, at: world.clock.now() });
    }
  };
  await announce({});
  for (const turn of turns) {
    await begin(world, turn, announce);
    if (PROVIDER.includes(turn.what)) provider = turn.what;
    delivering = turn.what === 'away' ? false : turn.what === 'well' ? true : delivering;
    await live(turn.forMs);
  }
  world.mailer.failures.recover();
  provider = 'well';
  delivering = true;
  await announce({ held: false });
  const start = earliestStart(eventOf(await world.onlyBooking())) ?? NOW;
  const calmMs = start - world.clock.now();
  while (world.clock.now() < start - 1) {
    const leftMs = start - 1 - world.clock.now();
    await live(Math.min(DAY_MS, leftMs - (leftMs % TICKS) || TICKS));
  }
  await live(HOUR_MS);
  return { asked, escalations, booking: await world.onlyBooking(), calmMs, dead: (await world.dead()).length };
}

async function begin(
  world: World,
  turn: Turn,
  announce: (change: { readonly inMs?: number; readonly held?: boolean }) => Promise<void>,
): Promise<void> {
  switch (turn.what) {
    case 'well':
      return world.mailer.failures.recover();
    case 'transient':
    case 'lost_answer':
    case 'permanent':
      world.mailer.failures.recover();
      return world.mailer.failures.breakDown(turn.what);
    case 'hold':
      return announce({ held: true });
    case 'release':
      return announce({ held: false });
    case 'move':
      // Always to a future time, and to the minute, as shops do.
      return announce({ inMs: Math.floor((world.clock.now() - NOW + turn.inMs) / MINUTE_MS + 1) * MINUTE_MS });
    case 'confirm': {
      const booking = await world.onlyBooking();
      return canAnswer(booking, world.clock.now()) ? world.confirmInPortal(booking) : undefined;
    }
    case 'away':
      return undefined;
  }
}

function askedBy({ messageId, content }: Mail, how: Pick<Asked, 'status' | 'heard'>): readonly Asked[] {
  return bookingsIn(content).flatMap(({ kind, now: at, waitingSince: clock, eventStart }) =>
    asks(kind)
      ? [{ kind, step: askingStep(kind) ?? 0, messageId, at, clock, eventStart: earliestStart(eventStart), ...how }]
      : [],
  );
}
