import { PORTS, type RateLimiter } from '@miomente/booking-domain';
import { ContainerModule, type ServiceIdentifier } from 'inversify';
import type pg from 'pg';
import { createPostgresPorts, type PostgresPorts, type PostgresPortsOptions } from './postgres-ports.ts';
import { postgresRateLimiter, type RateLimiterOptions } from './rate-limiter.ts';

const ALL: ServiceIdentifier<PostgresPorts> = Symbol.for('miomente.booking.postgres.Ports');

/** Binds every port that PostgreSQL implements. The caller closes the pool. */
export function postgresModule(pool: ServiceIdentifier<pg.Pool>, options: PostgresPortsOptions): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(ALL)
      .toResolvedValue((db: pg.Pool) => createPostgresPorts(db, options), [pool])
      .inSingletonScope();
    const bindPort = <Name extends keyof PostgresPorts>(name: Name): void => {
      bind<PostgresPorts[Name]>(PORTS[name])
        .toResolvedValue((ports: PostgresPorts) => ports[name], [ALL])
        .inSingletonScope();
    };
    bindPort('bookings');
    bindPort('calls');
    bindPort('deliveries');
    bindPort('partners');
    bindPort('declineReasons');
    bindPort('keptAnswers');
    bindPort('linkVisits');
    bindPort('logins');
    bindPort('replies');
    bindPort('revokedSessions');
    bindPort('events');
    bindPort('flaggedOrderItems');
    bindPort('awaitedOrders');
    bindPort('watermarks');
    bindPort('settledOrders');
    bindPort('calendarFeeds');
    bindPort('standingYeses');
    bindPort('partnerMetrics');
    bindPort('workload');
  });
}

/** Binds the rate limiter, which only the HTTP side needs. */
export function rateLimiterModule(pool: ServiceIdentifier<pg.Pool>, options: RateLimiterOptions): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind<RateLimiter>(PORTS.rateLimiter)
      .toResolvedValue((db: pg.Pool) => postgresRateLimiter(db, options), [pool])
      .inSingletonScope();
  });
}
