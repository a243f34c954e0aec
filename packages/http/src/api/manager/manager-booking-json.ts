import { type CustomerNumber, isMissed, type Partner, type Stored } from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../../guard/fields.ts';
import { MANAGER_BOOKING_EXAMPLE } from '../bookings/booking-example.ts';
import { BOOKING_JSON, type BookingView, bookingJson } from '../bookings/booking-json.ts';

/** A booking for the office: with the partner to phone, and the reason. */
export const MANAGER_BOOKING_JSON = z
  .strictObject({
    ...BOOKING_JSON.shape,
    partner: z
      .strictObject({
        customerNumber: z.string().meta({ description: 'As Magento names the partner.' }),
        name: z.string().nullable().meta({ description: 'Null when the number is not known here.' }),
        email: z.string().nullable().meta({ description: 'Null when there is none, or the number is not known.' }),
        phone: z.string().nullable().meta({ description: 'Null when there is none, or the number is not known.' }),
        addressBouncedAt: instant.nullable().meta({ description: 'Since when mail to the address bounces.' }),
      })
      .meta({ description: 'Whom to phone.' }),
    escalatedAt: instant.nullable().meta({ description: 'Since when a person must phone.' }),
    escalationReason: z.string().nullable().meta({ description: 'Why, as a code.' }),
    missed: z.boolean().meta({ description: 'Nobody answered before the event started.' }),
    flags: z.array(z.string()).meta({ description: 'What is odd about it, as codes.' }),
  })
  .meta({ id: 'ManagerBooking', examples: [MANAGER_BOOKING_EXAMPLE] });

/** Converts a booking to JSON for the office. */
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
