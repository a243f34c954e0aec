import { PORTS, type PortIdentifier } from '@miomente/booking-domain';
import { postgresScheduling } from '@miomente/booking-postgres';
import type { Report, SchedulerDeps } from '@miomente/booking-scheduler';
import type { Container } from 'inversify';
import type { Config } from '../config/load.ts';
import { schedulerTimes } from '../config/policies.ts';
import { partnersFromOdoo } from '../partners/partner-source.ts';
import { APP } from './identifiers.ts';
import { take } from './provide.ts';

/** Collects the scheduler's dependencies from the container. */
export function schedulerDeps(container: Container, config: Config, report: Report): SchedulerDeps {
  const get = <Bound>(identifier: PortIdentifier<Bound>): Bound => take(container, identifier);
  const times = schedulerTimes(config);
  const enginePools = get(APP.enginePools);
  return {
    ...get(APP.useCases),
    ...postgresScheduling(get(APP.queuePool), times),
    makeEnginePool: () => enginePools.make(),
    policy: get(APP.settings).policy,
    concurrency: config.WORKER_CONCURRENCY,
    times,
    report,
    readPartners: partnersRead(container, config),
    random: get(PORTS.random),
    traced: get(APP.trace).ofJob,
  };
}

/** Nothing is written before all of them were read, so that an Odoo which fails half-way changes nobody. */
function partnersRead(container: Container, config: Config): SchedulerDeps['readPartners'] {
  if (config.PARTNERS_IMPORT_MINUTES === undefined || config.foreign.odoo === null) return null;
  return async () => {
    const { records } = await partnersFromOdoo(container);
    const { kept, asked, refused } = await take(container, APP.useCases).importPartners(records);
    return { kept, asked, refused: refused.length };
  };
}
