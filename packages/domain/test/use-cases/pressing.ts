import {
  asOrderId,
  DAY_MS,
  HOUR_MS,
  type Instant,
  type LinkPress,
  MINUTE_MS,
  type PressAction,
  type PressMark,
  SECOND_MS,
  type Stored,
  shownOf,
} from '@miomente/booking-domain';
import { anItem, aShopOrder, NOW, openWorld, type World } from './world.ts';

/** A booking that was asked about ten minutes ago, and the token of its links. */
export async function withLink(): Promise<{ readonly world: World; readonly token: string }> {
  const world = await openWorld();
  world.shop.place(aShopOrder());
  await world.receiveOrder(asOrderId(100));
  await world.work();
  world.clock.advance(10 * MINUTE_MS);
  return { world, token: await world.tokenOf(1) };
}

/** Where {@link moveCourse} moves it: clocks go forward before it. */
export const MOVED: Instant = NOW + 31 * DAY_MS - HOUR_MS;

/** The shop moves the course of {@link withLink} by a day; the mail that asks to look again is queued, and not sent. */
export async function moveCourse(world: World): Promise<void> {
  world.shop.place(aShopOrder({ updatedAt: world.clock.now(), items: [anItem({ inMs: 31 * DAY_MS })] }));
  await world.receiveOrder(asOrderId(100));
}

/** The mark of a view of a booking's page, as the page would carry it. */
export function markOf(booking: Stored, at: number, action: PressAction = 'confirm'): PressMark {
  return { bookingId: booking.id, action, shown: shownOf(booking), at };
}

interface Pressing {
  readonly action?: PressAction;
  readonly known?: boolean;
  readonly press?: Partial<LinkPress>;
}

/** A person who has read the page for eight seconds presses its button, unless something else is said. */
export async function pressOn(
  world: World,
  token: string,
  { action = 'confirm', known = false, press }: Pressing = {},
) {
  const [booking] = await world.allBookings();
  if (booking === undefined) throw new Error('There is no booking.');
  const mark = markOf(booking, world.clock.now() - 8 * SECOND_MS, action);
  const input = {
    token,
    press: { mark, trap: false, trapBefore: false, answer: null, ...press },
    isKnown: () => known,
  };
  return action === 'confirm' ? world.pressConfirmLink({ ...input, mode: 'guarded' }) : world.pressTakeBack(input);
}
