import type { Row } from './row.ts';
import { ANSWERS } from './rows/answers.ts';
import { DATABASE } from './rows/database.ts';
import { MAILS } from './rows/mails.ts';
import { ORDERS } from './rows/orders.ts';
import { PROCESSES } from './rows/processes.ts';
import { TICKETS } from './rows/tickets.ts';
import { WORKERS } from './rows/workers.ts';

const numberOf = ({ id }: Row): number => Number(id.slice(1));

/** What the product survives, how it is proved, and what the proof is worth; by number. */
export const ROWS: readonly Row[] = [
  ...WORKERS,
  ...ORDERS,
  ...MAILS,
  ...TICKETS,
  ...DATABASE,
  ...PROCESSES,
  ...ANSWERS,
].sort((a, b) => numberOf(a) - numberOf(b));
