/**
 * The table of bookings, for `bookingsIn` and for what reads no bookings, such as the table's size. Whatever reads
 * bookings names it through `bookingsIn`, which asks for a scope.
 */
export const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
