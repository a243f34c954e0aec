import type { PortIdentifier, UseCaseSettings, UseCases } from '@miomente/booking-domain';
import type pg from 'pg';
import type { RequestDeadline } from '../database/request-deadline.ts';
import type { Trace } from '../log/trace.ts';
import type { EnginePools } from './engine-pools.ts';

const own = <Bound>(name: string): PortIdentifier<Bound> => Symbol.for(`miomente.booking.app.${name}`);

/** What the use cases are told by configuration, and the connections that adapters share. */
export const APP: {
  /** For everything that answers requests or does jobs. */
  readonly pool: PortIdentifier<pg.Pool>;
  /** For leases, recovery and metrics, so that a rush of requests can't keep workers from saying that they get on. */
  readonly queuePool: PortIdentifier<pg.Pool>;
  /** For the queue's engines, each of which has connections of its own. */
  readonly enginePools: PortIdentifier<EnginePools>;
  /** For saying whether the process is ready, however busy the others are. */
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
