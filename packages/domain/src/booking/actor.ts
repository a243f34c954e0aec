import type { CustomerNumber } from '../partner/partner.ts';

/** Who caused an event. A manager's address is staff data and is stored; customer data never is. */
export type Actor =
  | { readonly type: 'partner'; readonly customerNumber: CustomerNumber }
  | { readonly type: 'manager'; readonly address: string }
  | { readonly type: 'system' };

/** The product itself: sweeps, the import, the outbox. */
export const SYSTEM: Actor = { type: 'system' };
