import type { CustomerNumber } from '../partner/partner.ts';

declare const scoped: unique symbol;

/** May see and answer one partner's bookings, and nothing else. */
export interface PartnerScope {
  readonly type: 'partner';
  readonly customerNumber: CustomerNumber;
  readonly [scoped]: true;
}

/** May see every booking: a manager, by their address. */
export interface ManagerScope {
  readonly type: 'manager';
  readonly address: string;
  readonly [scoped]: true;
}

/** May see every booking: the product itself, for a stated purpose, never on behalf of a visitor. */
export interface SystemScope {
  readonly type: 'system';
  readonly purpose: string;
  readonly [scoped]: true;
}

/**
 * Whose bookings a query may see. Every query takes a scope, and only the three functions below create one, so a query
 * without a partner or an explicit wider right does not compile.
 */
export type Scope = PartnerScope | ManagerScope | SystemScope;

/** The right of a partner who is logged in. */
export function partnerScope(customerNumber: CustomerNumber): PartnerScope {
  return { type: 'partner', customerNumber } as PartnerScope;
}
/** The right of a manager who is logged in. */
export function managerScope(address: string): ManagerScope {
  return { type: 'manager', address } as ManagerScope;
}
/** The right of the product itself. @param purpose in a few words, for readers of the code */
export function systemScope(purpose: string): SystemScope {
  return { type: 'system', purpose } as SystemScope;
}
