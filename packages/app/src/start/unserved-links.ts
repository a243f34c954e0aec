import { PORTS, systemScope } from '@miomente/booking-domain';
import type { Container } from 'inversify';
import type { Logger } from 'pino';
import { take } from '../wiring/provide.ts';

/**
 * Reports pending bookings whose links can't be derived from any configured secret: their next mail would have no
 * links.
 */
export async function reportUnservedLinks(container: Container, log: Logger): Promise<void> {
  const clock = take(container, PORTS.clock);
  const bookings = take(container, PORTS.bookings);
  const { keyIds } = take(container, PORTS.tokens);
  const live = await bookings.liveTokenKeys(systemScope('looking for links that no secret serves'), clock.now());
  for (const [keyId, count] of live) {
    if (keyIds.includes(keyId)) continue;
    log.error(
      { event: 'links_without_secret', keyId, bookings: count },
      'The secret that these links were made under is neither BOOKING_TOKEN_SECRET nor BOOKING_TOKEN_SECRET_PREVIOUS; ' +
        'set the latter to it until they have expired.',
    );
  }
}
