import type { Bench } from '../bench.ts';
import { growth, latePage, metrics, quietSweep, search, summary } from './lists.ts';
import { reconcile } from './p14-reconcile.ts';
import { portalPage } from './p16-portal-page.ts';
import { depth, sweep } from './work.ts';

/** Every row, in the order in which they run. */
export const BENCHES: readonly Bench[] = [
  growth,
  latePage,
  summary,
  search,
  sweep,
  quietSweep,
  reconcile,
  portalPage,
  depth,
  metrics,
];
