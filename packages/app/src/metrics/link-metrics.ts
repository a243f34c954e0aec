import type { Visit } from '@miomente/booking-domain';
import { Counter, type Registry } from 'prom-client';

export interface LinkMetrics {
  /** Counts a visit to a link of a mail. */
  count(visit: Visit): void;
}

/** Visits to links of mails, by how they were opened and what they led to (links#visits-kept). */
export function linkMetrics(registry: Registry): LinkMetrics {
  const visits = new Counter({
    name: 'booking_link_visits_total',
    help: 'Visits to links of mails and presses on their pages, by how they came and what they led to.',
    labelNames: ['kind', 'verdict'],
    registers: [registry],
  });
  return { count: ({ kind, verdict }) => visits.inc({ kind, verdict }) };
}
