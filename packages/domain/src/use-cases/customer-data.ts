import type { Stored } from '../booking/booking.ts';
import type { Bookings, TimelineEntry } from '../ports/bookings.ts';
import { systemScope } from '../ports/scope.ts';

/** Everything that is kept about a customer with one booking. */
export interface CustomerRecord {
  readonly booking: Stored;
  /** What happened to the booking, and the mails about it. */
  readonly timeline: readonly TimelineEntry[];
}

/** See {@link makeCustomerData}. */
export type CustomerData = (email: string) => Promise<readonly CustomerRecord[]>;

const SCOPE = systemScope('a customer’s access to their data');

/**
 * Everything that is kept about the customer with this address, who may ask for it (orders#customer-data-access). What
 * was erased can't be found by an address any more.
 */
export function makeCustomerData({ bookings }: { readonly bookings: Bookings }): CustomerData {
  return async (email) => {
    const records: CustomerRecord[] = [];
    for (const booking of await bookings.ofCustomer(SCOPE, email.trim())) {
      records.push({ booking, timeline: await bookings.timeline(SCOPE, booking.id) });
    }
    return records;
  };
}
