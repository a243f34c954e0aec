import type { ManagerScope, Partner, PartnerScope } from '@miomente/booking-domain';

interface SessionBase {
  /** The session's `jti`; null for a JWT from elsewhere that has none. */
  readonly id: string | null;
  readonly expiresAt: number;
  /** What carried it; a cookie travels with forged requests, a bearer token does not. */
  readonly carrier: 'cookie' | 'bearer';
}

/** A partner who is logged in, as they stand in the master data at this request. */
export interface PartnerSession extends SessionBase {
  readonly role: 'partner';
  readonly partner: Partner;
  readonly scope: PartnerScope;
}

/** A person of the office. */
export interface ManagerSession extends SessionBase {
  readonly role: 'manager';
  readonly address: string;
  readonly scope: ManagerScope;
}

/** Whose request it is. */
export type Session = PartnerSession | ManagerSession;
