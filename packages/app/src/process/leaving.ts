import type { Readiness } from '@miomente/booking-http';

const LEAVING: Readiness = { ready: false, reason: 'The process is stopping.' };

/** A process that still serves, and no longer wants to be sent anything. */
export interface Leaving {
  /** What the process says of itself: as ever, until it is leaving. */
  readonly readiness: () => Promise<Readiness>;
  begin(): void;
}

export function makeLeaving(readiness: () => Promise<Readiness>): Leaving {
  let leaving = false;
  return {
    readiness: async () => (leaving ? LEAVING : readiness()),
    begin: () => {
      leaving = true;
    },
  };
}
