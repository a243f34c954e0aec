import { HOUR_MS, MAX_LOGIN_PRESSES, type Stored } from '@miomente/booking-domain';
import { orderOf } from '../pages/orders.ts';
import { linksOf } from '../pages/stage.ts';
import type { World } from '../world.ts';

/** What a mail that has just been handed over leads to. */
export interface Scene {
  readonly booking: Stored | null;
  /** Every link of the mail: confirm and decline, or the login. */
  readonly links: readonly string[];
  /** The login's token, of a login mail. */
  readonly login: string | null;
}

/** The mails that the corpus is about. */
export const MAILS = ['request', 'receipt', 'login'] as const;
export type MailOf = (typeof MAILS)[number];

/** Has a mail handed over just now. */
export async function sent(world: World, mail: MailOf): Promise<Scene> {
  if (mail === 'login') {
    await world.deps.requestLogin({ email: 'kochschule@example.org', language: 'de', next: '/dashboard/bookings' });
    await world.deliverDue();
    const last = world.mailer.accepted.findLast(({ content }) => content.kind === 'login_link');
    const url = last?.content.kind === 'login_link' ? last.content.loginUrl.replace(world.settings.publicUrl, '') : '';
    const token = url.split('/').at(-1) ?? '';
    return { booking: null, links: [url], login: token };
  }
  const [booking] = await world.order(orderOf({ start: dayAhead(world), customerNumber: 'P-100' }));
  if (booking === undefined) throw new Error('The order became no booking.');
  await world.deliverDue();
  if (mail === 'receipt') {
    world.clock.advance(HOUR_MS);
    // By link, so that a receipt follows.
    const token = world.tokens.reveal('booking', booking.token) ?? '';
    const press = { mark: null, trap: false, trapBefore: false, answer: null };
    await world.deps.pressConfirmLink({ token, mode: 'guarded', press, isKnown: () => true });
    await world.deliverDue();
  }
  const { confirm, decline } = linksOf(world, booking);
  return { booking, links: [confirm, decline], login: null };
}

/** A course on the 17th of a month a while ahead, so that its links live and no filler hits the day. */
function dayAhead(world: World): string {
  const at = new Date(world.clock.now() + 40 * 24 * HOUR_MS);
  return `${at.toISOString().slice(0, 8)}17 18:00:00`;
}

/** The day that the mails of these courses name. */
export const DAY = '17';

/** What became of a mail's login; nothing of other mails. */
export async function loginOf(world: World, { login }: Scene) {
  if (login === null) return { usedUp: false, presses: 0 };
  const kept = await world.logins.findByTokenDigest(world.tokens.digest(login));
  if (kept === undefined) throw new Error('The login is gone.');
  return { usedUp: kept.usedAt !== null || kept.presses >= MAX_LOGIN_PRESSES, presses: kept.presses };
}
