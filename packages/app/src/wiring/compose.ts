import 'reflect-metadata/lite';
import { PORTS, type PortIdentifier } from '@miomente/booking-domain';
import type { HttpSettings } from '@miomente/booking-http';
import { nodeModule } from '@miomente/booking-node';
import { postgresModule, rateLimiterModule } from '@miomente/booking-postgres';
import { Container } from 'inversify';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { makeRequestDeadline } from '../database/request-deadline.ts';
import { Turns } from '../database/turns.ts';
import { makeTrace } from '../log/trace.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { AroundProviders } from './around-providers.ts';
import { foreignModules } from './foreign-modules.ts';
import { APP } from './identifiers.ts';
import { poolsModule } from './pools-module.ts';
import { settingsModule } from './settings-module.ts';
import { useCasesModule } from './use-cases-module.ts';

/** What {@link compose} wires. */
export interface Composition {
  readonly config: Config;
  readonly http: HttpSettings;
  readonly databaseUrl: string;
  readonly log: Logger;
  /** The metrics; a command that ends soon has none. */
  readonly metrics?: Metrics;
}

/** While one request is served its result, another's statement runs; more at once only take longer, each of them. */
const AT_WORK_PER_CONNECTION = 2;
/** A request that waits costs some kilobytes, one that is refused as much work as a small answer. */
const WAITING_PER_CONNECTION = 25;

/** Wires the whole product without starting it. Emptying the container closes its connections. */
export function compose({ config, http, databaseUrl, log, metrics }: Composition): Container {
  const container = new Container();
  const trace = makeTrace();
  const { poolSize, preparedStatements } = config.connections;
  const turns = new Turns({ atOnce: AT_WORK_PER_CONNECTION * poolSize, waiting: WAITING_PER_CONNECTION * poolSize });
  const deadline = makeRequestDeadline(turns);
  const asked = { timeLeft: deadline.timeLeft, turn: deadline.turn, preparedStatements };
  container.load(
    settingsModule({ config, http, log, trace, deadline }),
    poolsModule(databaseUrl, config),
    nodeModule(
      { current: config.BOOKING_TOKEN_SECRET, previous: config.BOOKING_TOKEN_SECRET_PREVIOUS },
      { inboundMailDomain: config.inboundMail?.domain ?? null },
    ),
    postgresModule(APP.pool, { timeZone: config.TIME_ZONE, requestId: trace.current, ...asked }),
    rateLimiterModule(APP.pool, { keySecret: config.BOOKING_TOKEN_SECRET, ...asked }),
    ...foreignModules(config, http),
    useCasesModule(),
  );
  around(container, trace.providers);
  if (metrics !== undefined) count(container, metrics);
  return container;
}

/** Wraps external systems and sweep, so that every call is counted. */
function count(container: Container, { providers, scheduler }: Metrics): void {
  around(container, providers);
  wrap(container, APP.useCases, (inner) => ({ ...inner, sweepReminders: scheduler.sweep(inner.sweepReminders) }));
}

/** Wraps external systems. */
function around(container: Container, providers: AroundProviders): void {
  wrap(container, PORTS.mailer, providers.mailer);
  wrap(container, PORTS.ticketDesk, providers.ticketDesk);
  wrap(container, PORTS.orders, providers.orderSource);
}

function wrap<Bound>(container: Container, identifier: PortIdentifier<Bound>, wrapper: (inner: Bound) => Bound): void {
  container.onActivation<Bound>(identifier, (_context, inner) => wrapper(inner));
}
