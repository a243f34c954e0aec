import { type CustomerNumber, isMissed, type Partner, type Stored } from '@miomente/booking-domain';
import { z } from 'zod';
import { MANAGER_BOOKING_EXAMPLE } from '../bookings/booking-example.ts';
import { BOOKING_JSON, type BookingView, bookingJson } from '../bookings/booking-json.ts';
import { instant, isoInstant } from '../fields.ts';

/** A booking as the office sees it: whom to phone, and why. */
export const MANAGER_BOOKING_JSON = z
  .strictObject({
    ...BOOKING_JSON.shape,
    partner: z.strictObject({
      customerNumber: z.string(),
      /** Null, as all below, when the customer number is not known. */
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      addressBouncedAt: instant.nullable(),
    }),
    escalatedAt: instant.nullable(),
    escalationReason: z.string().nullable(),
    /** Nobody answered before the event started. */
    missed: z.boolean(),
    flags: z.array(z.string()),
  })
  .meta({ id: 'ManagerBooking', examples: [MANAGER_BOOKING_EXAMPLE] });

export function managerBookingJson(
  booking: Stored,
  partners: ReadonlyMap<CustomerNumber, Partner>,
  view: BookingView,
): z.infer<typeof MANAGER_BOOKING_JSON> {
  const partner = partners.get(booking.customerNumber);
  const bouncedAt = partner?.addressMark?.at;
  return {
    ...bookingJson(booking, view),
    partner: {
      customerNumber: booking.customerNumber,
      name: partner?.name ?? null,
      email: partner?.email ?? null,
      phone: partner?.phone ?? null,
      addressBouncedAt: bouncedAt === undefined ? null : isoInstant(bouncedAt),
    },
    escalatedAt: booking.escalation === null ? null : isoInstant(booking.escalation.at),
    escalationReason: booking.escalation?.reason ?? null,
    missed: isMissed(booking, view.now),
    flags: [...booking.flags],
  };
}
