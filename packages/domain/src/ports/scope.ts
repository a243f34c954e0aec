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

export function partnerScope(customerNumber: CustomerNumber): PartnerScope {
  return { type: 'partner', customerNumber } as PartnerScope;
}
export function managerScope(address: string): ManagerScope {
  return { type: 'manager', address } as ManagerScope;
}
export function systemScope(purpose: string): SystemScope {
  return { type: 'system', purpose } as SystemScope;
}
