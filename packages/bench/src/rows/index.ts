import type { Bench } from '../bench.ts';
import { reconcile } from './p14-reconcile.ts';
import { portalPage } from './p16-portal-page.ts';

/** Every row, in the sequence in which they run. */
export const BENCHES: readonly Bench[] = [reconcile, portalPage];
