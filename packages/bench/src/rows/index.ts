import type { Bench } from '../bench.ts';
import { growth, latePage, metrics, quietSweep, search, summary } from './lists.ts';
import { bareFloor, frameworkFloor, statementFloor } from './p01-list-floor.ts';
import { schedulers } from './p09-schedulers.ts';
import { webhook } from './p10-webhook.ts';
import { confirmLink } from './p11-confirm-link.ts';
import { mails, pickup } from './p12-mails.ts';
import { hungServers } from './p13-hung-servers.ts';
import { reconcile } from './p14-reconcile.ts';
import { memory } from './p15-memory.ts';
import { portalPage } from './p16-portal-page.ts';
import { files } from './p21-files.ts';
import { calendar } from './p22-calendar.ts';
import { depth, sweep } from './work.ts';

/** Every row, in the order in which they run. */
export const BENCHES: readonly Bench[] = [
  bareFloor,
  frameworkFloor,
  statementFloor,
  growth,
  latePage,
  summary,
  search,
  sweep,
  schedulers,
  quietSweep,
  webhook,
  confirmLink,
  mails,
  hungServers,
  pickup,
  reconcile,
  portalPage,
  depth,
  metrics,
  files,
  calendar,
  memory,
];
