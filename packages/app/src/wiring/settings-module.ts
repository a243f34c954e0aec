import type { HttpSettings } from '@miomente/booking-http';
import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { bookingPolicy, orderPolicy } from '../config/policies.ts';
import { bookingFailures, orderFailures } from '../log/failures.ts';
import type { Trace } from '../log/trace.ts';
import { APP } from './identifiers.ts';
import { provideValue } from './provide.ts';

/** Binds what the use cases are told by configuration. */
export function settingsModule(config: Config, http: HttpSettings, log: Logger, trace: Trace): ContainerModule {
  return new ContainerModule(({ bind }) => {
    provideValue(bind, APP.trace, trace);
    provideValue(bind, APP.settings, {
      policy: bookingPolicy(config),
      orderPolicy: orderPolicy(config),
      links: { publicUrl: http.publicUrl },
      managerEmails: http.managerEmails,
      onBookingFailure: bookingFailures(log),
      onOrderFailure: orderFailures(log),
    });
  });
}
