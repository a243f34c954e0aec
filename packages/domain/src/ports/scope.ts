import type { CustomerNumber } from '../partner/partner.ts';

declare const scoped: unique symbol;

/** May see and answer one partner's bookings, nothing else. */
export interface PartnerScope {
  readonly type: 'partner';
  readonly customerNumber: CustomerNumber;
  readonly [scoped]: true;
}

/** May see every booking: a person of the office, by their address. */
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
 * Who a query over bookings is for. Every such query takes one, and only the three functions
 * below make one, so a query without a partner or an explicit wider right does not compile.
 */
export type Scope = PartnerScope | ManagerScope | SystemScope;

/** The right of a partner who is logged in. */
export function partnerScope(customerNumber: CustomerNumber): PartnerScope {
  return { type: 'partner', customerNumber } as PartnerScope;
}
/** The right of a person of the office who is logged in. */
export function managerScope(address: string): ManagerScope {
  return { type: 'manager', address } as ManagerScope;
}
/** The right of the product itself. @param purpose said in a few words, for whoever reads the code */
export function systemScope(purpose: string): SystemScope {
  return { type: 'system', purpose } as SystemScope;
}
