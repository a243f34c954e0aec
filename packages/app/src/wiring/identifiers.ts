import type { PortIdentifier, UseCaseSettings, UseCases } from '@miomente/booking-domain';
import type pg from 'pg';
import type { RequestDeadline } from '../database/request-deadline.ts';
import type { Trace } from '../log/trace.ts';
import type { EnginePools } from './engine-pools.ts';

const own = <Bound>(name: string): PortIdentifier<Bound> => Symbol.for(`miomente.booking.app.${name}`);

/** Identifiers of settings for the use cases, and of connection pools. */
export const APP: {
  /** For requests and jobs. */
  readonly pool: PortIdentifier<pg.Pool>;
  /** For leases, recovery and metrics, so that many requests can't prevent workers from renewing their leases. */
  readonly queuePool: PortIdentifier<pg.Pool>;
  /** For the queue's engines. Each has its own connections. */
  readonly enginePools: PortIdentifier<EnginePools>;
  /** For the readiness check, independent of the other pools. */
  readonly probePool: PortIdentifier<pg.Pool>;
  readonly trace: PortIdentifier<Trace>;
  readonly deadline: PortIdentifier<RequestDeadline>;
  readonly settings: PortIdentifier<UseCaseSettings>;
  readonly useCases: PortIdentifier<UseCases>;
} = {
  pool: own('Pool'),
  queuePool: own('QueuePool'),
  enginePools: own('EnginePools'),
  probePool: own('ProbePool'),
  trace: own('Trace'),
  deadline: own('RequestDeadline'),
  settings: own('UseCaseSettings'),
  useCases: own('UseCases'),
};
