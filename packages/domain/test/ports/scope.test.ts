import { asCustomerNumber, type Bookings, type PartnerScope, partnerScope, type Scope } from '@miomente/booking-domain';
import { createMemoryPersistence, SettableClock } from '@miomente/booking-domain/testing';
import { expect, it } from 'vitest';

/** The methods whose first argument is not a scope. */
type WithoutScope = {
  [Method in keyof Bookings]: Parameters<Bookings[Method]>[0] extends Scope ? never : Method;
}[keyof Bookings];
/** What anybody could write down instead of asking for a scope. */
type WrittenDown = { readonly type: 'partner'; readonly customerNumber: string };

it('attack isolation · no booking is read without a scope: a method without one does not compile', () => {
  // They write what was decided about a booking that was read, within its scope.
  const writes: Readonly<Record<WithoutScope, true>> = { commitAll: true, commitEach: true };
  const { ports } = createMemoryPersistence({ clock: new SettableClock() });
  for (const method of Object.keys(writes)) expect(ports.bookings).toHaveProperty(method);
});

it('attack isolation · only the three functions make a scope: one written down does not compile', () => {
  const isScope: WrittenDown extends PartnerScope ? true : false = false;
  expect(isScope).toBe(false);
  expect(partnerScope(asCustomerNumber('P-100'))).toEqual({ type: 'partner', customerNumber: 'P-100' });
});
