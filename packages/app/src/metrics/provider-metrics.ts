import { performance } from 'node:perf_hooks';
import {
  type Mailer,
  type OrderSource,
  PermanentFailure,
  type TicketDesk,
  TransientFailure,
} from '@miomente/booking-domain';
import { Histogram, type Registry } from 'prom-client';

/** Up to the time-outs of the external systems. */
const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Wraps the external systems so that each call is counted, with its outcome and duration. */
export interface ProviderMetrics {
  mailer(inner: Mailer): Mailer;
  ticketDesk(inner: TicketDesk): TicketDesk;
  orderSource(inner: OrderSource): OrderSource;
}

/** Creates the metrics of external systems. */
export function providerMetrics(registry: Registry): ProviderMetrics {
  const calls = new Histogram({
    name: 'booking_provider_call_duration_seconds',
    help: 'Calls of mailer, ticket desk and order source by their outcome: ok, transient, permanent or defect.',
    labelNames: ['provider', 'operation', 'outcome'],
    buckets: SECONDS,
    registers: [registry],
  });
  const counted = async <Value>(provider: string, operation: string, call: () => Promise<Value>): Promise<Value> => {
    const started = performance.now();
    const end = (outcome: string): void =>
      calls.observe({ provider, operation, outcome }, (performance.now() - started) / 1000);
    try {
      const value = await call();
      end('ok');
      return value;
    } catch (error) {
      end(outcomeOf(error));
      throw error;
    }
  };
  return {
    mailer: (inner) => ({
      send: (mail) => counted('mailer', 'send', () => inner.send(mail)),
      forget: async (bookingIds) => inner.forget?.(bookingIds),
    }),
    ticketDesk: (inner) => ({
      open: (draft) => counted('ticket_desk', 'open', () => inner.open(draft)),
      addNote: (ticketId, draft) => counted('ticket_desk', 'add_note', () => inner.addNote(ticketId, draft)),
      erase: (ticketId, at) => counted('ticket_desk', 'erase', () => inner.erase(ticketId, at)),
    }),
    orderSource: (inner) => ({
      byId: (orderId) => counted('order_source', 'by_id', () => inner.byId(orderId)),
      byIds: (orderIds) => counted('order_source', 'by_ids', () => inner.byIds(orderIds)),
      changedAfter: (cursor, limit) =>
        counted('order_source', 'changed_after', () => inner.changedAfter(cursor, limit)),
      fingerprints: (orderIds) => counted('order_source', 'fingerprints', () => inner.fingerprints(orderIds)),
    }),
  };
}

function outcomeOf(error: unknown): 'transient' | 'permanent' | 'defect' {
  if (error instanceof TransientFailure) return 'transient';
  return error instanceof PermanentFailure ? 'permanent' : 'defect';
}
