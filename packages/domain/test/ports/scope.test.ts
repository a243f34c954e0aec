import { asCustomerNumber, type Bookings, type PartnerScope, partnerScope, type Scope } from '@miomente/booking-domain';
import { createMemoryPersistence, SettableClock } from '@miomente/booking-domain/testing';
import { expect, it } from 'vitest';

/** The methods whose first argument is not a scope. */
type WithoutScope = {
  [Method in keyof Bookings]: Parameters<Bookings[Method]>[0] extends Scope ? never : Method;
}[keyof Bookings];
/** What anybody could write in place of a real scope. */
type WrittenDown = { readonly type: 'partner'; readonly customerNumber: string };

it('attack isolation · no booking is read without a scope: a method without one does not compile', () => {
  // They write decisions about a booking that was read within its scope.
  const writes: Readonly<Record<WithoutScope, true>> = { commitAll: true, commitEach: true };
  const { ports } = createMemoryPersistence({ clock: new SettableClock() });
  for (const method of Object.keys(writes)) expect(ports.bookings).toHaveProperty(method);
});

it('attack isolation · only the three functions create a scope: an object literal does not compile', () => {
  const isScope: WrittenDown extends PartnerScope ? true : false = false;
  expect(isScope).toBe(false);
  expect(partnerScope(asCustomerNumber('P-100'))).toEqual({ type: 'partner', customerNumber: 'P-100' });
});
