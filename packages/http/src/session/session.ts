import type { ManagerScope, Partner, PartnerScope } from '@miomente/booking-domain';

interface SessionBase {
  /** The session's `jti`; null for another portal's JWT without one. */
  readonly id: string | null;
  readonly expiresAt: number;
  /** How it was sent; a cookie is sent with forged requests, too, a bearer token is not. */
  readonly carrier: 'cookie' | 'bearer';
}

/** A partner who is logged in, with the master data at this request. */
export interface PartnerSession extends SessionBase {
  readonly role: 'partner';
  readonly partner: Partner;
  readonly scope: PartnerScope;
}

/** A manager. */
export interface ManagerSession extends SessionBase {
  readonly role: 'manager';
  readonly address: string;
  readonly scope: ManagerScope;
}

/** Whose request it is. */
export type Session = PartnerSession | ManagerSession;
