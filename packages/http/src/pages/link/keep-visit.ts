import type { CustomerNumber, Visited } from '@miomente/booking-domain';
import { failureLine } from '../../logging/failure-line.ts';
import type { HttpContext } from '../../request/context.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** The longest that a visitor waits for a visit to be kept. */
const PATIENCE_MS = 150;
/** More that wait at once are not kept: a database that stalls must not be given a queue to work off. */
const MAX_UNDER_WAY = 50;

/** Keeps visits to links. */
export interface VisitKeeper {
  /** Counts and keeps a visit. Never throws, and returns within a moment, whatever the database does (links#visits-kept). */
  keep(ctx: HttpContext, visited: Visited): Promise<void>;
}

export function visitKeeper(
  deps: Pick<PagesDeps, 'linkVisits' | 'countVisit' | 'log'>,
  patienceMs: number = PATIENCE_MS,
): VisitKeeper {
  let underWay = 0;
  return {
    keep: async (ctx, { visit }) => {
      if (visit === null) return;
      deps.countVisit(visit);
      if (underWay >= MAX_UNDER_WAY) return;
      underWay += 1;
      const kept = deps.linkVisits
        .keep(visit)
        // The link has done its work; what is lost is a line of what it looked like.
        .catch((error: unknown) => deps.log.failure(failureLine(ctx, error)))
        .finally(() => {
          underWay -= 1;
        });
      await within(patienceMs, kept);
    },
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Whether a visitor is logged in as a partner, with a session that shows a person; for links, where nobody needs to be.
 */
export async function loggedInAs(deps: Pick<PagesDeps, 'sessions' | 'logins'>, ctx: HttpContext) {
  const found = await deps.sessions.readIfKnown(ctx);
  const shown = found?.id == null || (await deps.logins.hasGoneOn(found.id));
  const session = shown ? found : undefined;
  return (customerNumber: CustomerNumber): boolean =>
    session?.role === 'partner' && session.partner.customerNumber === customerNumber;
}

/** Whether a visitor is logged in as a partner, or comes with a device that is known as theirs. */
export async function knownAs(deps: Pick<PagesDeps, 'sessions' | 'devices' | 'logins'>, ctx: HttpContext) {
  const isLoggedInAs = await loggedInAs(deps, ctx);
  const isDeviceOf = deps.devices.isDeviceOf(ctx);
  return (customerNumber: CustomerNumber): boolean => isDeviceOf(customerNumber) || isLoggedInAs(customerNumber);
}
