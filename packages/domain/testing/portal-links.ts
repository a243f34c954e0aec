import type { PortalLinks } from '@miomente/booking-domain';

/** The portal's addresses under a host of the tests'. */
export const testLinks: PortalLinks = {
  booking: (id) => `https://portal.example.org/dashboard/bookings/${id}`,
  confirm: (token) => `https://portal.example.org/api/confirm/${token}`,
  decline: (token) => `https://portal.example.org/api/decline/${token}`,
  login: (token) => `https://portal.example.org/login/${token}`,
};
