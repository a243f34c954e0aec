import { PORTS, type PortIdentifier, type UseCasePorts } from '@miomente/booking-domain';
import type { HttpSettings } from '@miomente/booking-http';
import { seedSample } from '@miomente/booking-local';
import { queuedDeliveryIds } from '@miomente/booking-postgres';
import type { Container } from 'inversify';
import type { Config } from '../config/load.ts';
import { mailSettings, ticketSettings } from '../wiring/foreign-modules.ts';
import { APP } from '../wiring/identifiers.ts';
import { take, takeEach } from '../wiring/provide.ts';

/** Fills an empty database with sample partners, orders and bookings of every kind. A filled one stays as it is. */
export async function putInSample(container: Container, config: Config, settings: HttpSettings): Promise<void> {
  const get = <Bound>(identifier: PortIdentifier<Bound>): Bound => take(container, identifier);
  const pool = get(APP.pool);
  await seedSample({
    pool,
    now: get(PORTS.clock).now(),
    queuedDeliveries: () => queuedDeliveryIds(pool),
    ports: takeEach<UseCasePorts>(container, PORTS),
    settings: get(APP.settings),
    mailboxKey: config.SAMPLE_MAILBOX_KEY,
    mailSettings: mailSettings(settings),
    ticketSettings: ticketSettings(settings),
  });
}
