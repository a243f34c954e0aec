import type { Actor } from '../booking/actor.ts';
import type { ManagerScope, PartnerScope } from '../ports/scope.ts';

/** Who answers, and through which channel: a partner in the portal, or the office after a phone call. */
export function answererOf(scope: PartnerScope | ManagerScope): {
  readonly actor: Actor;
  readonly channel: 'portal' | 'phone';
} {
  return scope.type === 'partner'
    ? { actor: { type: 'partner', customerNumber: scope.customerNumber }, channel: 'portal' }
    : { actor: { type: 'manager', address: scope.address }, channel: 'phone' };
}
