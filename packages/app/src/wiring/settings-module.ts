import { type EventReceiver, SECOND_MS } from '@miomente/booking-domain';
import type { HttpSettings } from '@miomente/booking-http';
import { eventWebhook, systemClock } from '@miomente/booking-node';
import { portalLinks } from '@miomente/booking-paths';
import { patientRecording } from '@miomente/booking-scheduler';
import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { bookingPolicy, eraseCustomerAfterMs, orderPolicy, pressPolicy } from '../config/policies.ts';
import type { RequestDeadline } from '../database/request-deadline.ts';
import { bookingFailures, orderFailures } from '../log/failures.ts';
import type { Trace } from '../log/trace.ts';
import { isSampled } from './foreign-modules.ts';
import { APP } from './identifiers.ts';
import { provideValue } from './provide.ts';

export interface Settings {
  readonly config: Config;
  readonly http: HttpSettings;
  readonly log: Logger;
  readonly trace: Trace;
  readonly deadline: RequestDeadline;
}

/** Binds what the use cases are told by configuration, and what is known of the request at work. */
export function settingsModule({ config, http, log, trace, deadline }: Settings): ContainerModule {
  return new ContainerModule(({ bind }) => {
    provideValue(bind, APP.trace, trace);
    provideValue(bind, APP.deadline, deadline);
    provideValue(bind, APP.settings, {
      policy: bookingPolicy(config, http.language),
      orderPolicy: orderPolicy(config),
      dayBeforeListAt: config.DAY_BEFORE_LIST_AT ?? null,
      press: pressPolicy(config, { sampled: isSampled(config) }),
      links: portalLinks(http.publicUrl),
      managerEmails: http.managerEmails,
      eraseCustomerAfterMs: eraseCustomerAfterMs(config),
      eventTelling: {
        source: http.publicUrl,
        timeZone: config.TIME_ZONE,
        includeCustomer: config.EVENTS_INCLUDE_CUSTOMER === 'true',
      },
      eventReceiver: receiverOf(config),
      onBookingFailure: bookingFailures(log),
      onOrderFailure: orderFailures(log),
      recordPatiently: patientRecording({ forMs: config.WORKER_LEASE_SECONDS * SECOND_MS }),
    });
  });
}

/** Who is told of events; null where nobody is. */
function receiverOf(config: Config): EventReceiver | null {
  const { EVENTS_URL: url, EVENTS_SIGNING_SECRET: secret, EVENTS_ALLOWED_HOSTS: allowedHosts = [] } = config;
  const { EVENTS_SIGNING_SECRET_PREVIOUS: previous } = config;
  if (url === undefined || secret === undefined) return null;
  const timeoutMs = Math.round(config.EVENTS_TIMEOUT_SECONDS * SECOND_MS);
  return eventWebhook({
    url,
    secrets: [secret, ...(previous === undefined ? [] : [previous])],
    allowedHosts,
    timeoutMs,
    publicOnly: config.NODE_ENV === 'production',
    clock: systemClock,
  });
}
