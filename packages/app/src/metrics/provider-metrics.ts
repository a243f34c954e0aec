import { performance } from 'node:perf_hooks';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { Histogram, type Registry } from 'prom-client';
import { type AroundProviders, aroundProviders } from '../wiring/around-providers.ts';

/** Up to the time-outs of the external systems. */
const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counts each call of an external system, with its outcome and duration. */
export function providerMetrics(registry: Registry): AroundProviders {
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
  return aroundProviders(counted);
}

function outcomeOf(error: unknown): 'transient' | 'permanent' | 'defect' {
  if (error instanceof TransientFailure) return 'transient';
  return error instanceof PermanentFailure ? 'permanent' : 'defect';
}
