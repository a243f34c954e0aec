import type { DeclineReason } from '../decline-reason/decline-reason.ts';

/** The reference table of decline reasons. */
export interface DeclineReasons {
  /** Every row, inactive ones too, in no particular order. */
  all(): Promise<readonly DeclineReason[]>;
}
