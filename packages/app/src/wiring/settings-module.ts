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
    provideValue(bind, APP.policy, bookingPolicy(config));
    provideValue(bind, APP.orderPolicy, orderPolicy(config));
    provideValue(bind, APP.links, { publicUrl: http.publicUrl });
    provideValue(bind, APP.managerEmails, http.managerEmails);
    provideValue(bind, APP.onBookingFailure, bookingFailures(log));
    provideValue(bind, APP.onOrderFailure, orderFailures(log));
  });
}
