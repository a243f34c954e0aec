import { INBOUND_MAIL_VERDICTS, type InboundMailVerdict } from '@miomente/booking-http';
import { Counter, type Registry } from 'prom-client';

export interface InboundMailMetrics {
  /** Counts a mail that was handed in. */
  count(verdict: InboundMailVerdict): void;
}

/** Mails to our addresses, by what became of them (replies#verdicts). */
export function inboundMailMetrics(registry: Registry): InboundMailMetrics {
  const mails = new Counter({
    name: 'booking_inbound_mails_total',
    help: 'Mails that were handed in, by what became of them; only "taken" changed anything.',
    labelNames: ['verdict'],
    registers: [registry],
  });
  // From the start, so that the first of a kind is a rise.
  for (const verdict of INBOUND_MAIL_VERDICTS) mails.inc({ verdict }, 0);
  return { count: (verdict) => mails.inc({ verdict }) };
}
