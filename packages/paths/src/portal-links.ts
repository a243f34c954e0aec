import { paths } from './paths.ts';

/** The complete addresses in mails and tickets. */
export interface PortalLinks {
  /** A booking in the portal. */
  readonly booking: (id: number) => string;
  /** A mail's confirm link. */
  readonly confirm: (token: string) => string;
  /** A mail's decline link. */
  readonly decline: (token: string) => string;
  /** A login mail's link. */
  readonly login: (token: string) => string;
}

/** @param publicUrl scheme, host and port for browsers; no slash at the end */
export function portalLinks(publicUrl: string): PortalLinks {
  return {
    booking: (id) => publicUrl + paths.booking.at({ id }),
    confirm: (token) => publicUrl + paths.confirmLink.at({ token }),
    decline: (token) => publicUrl + paths.declineLink.at({ token }),
    login: (token) => publicUrl + paths.loginLink.at({ token }),
  };
}
