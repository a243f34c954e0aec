import type { AuditDetails } from '../booking/audit.ts';
import type { Customer } from '../booking/booking.ts';
import { wallClockAt } from '../time/wall-clock.ts';
import { publishedType, schemaName } from './event-schemas.ts';
import type { PublishedEvent } from './published-event.ts';

/** An event of a booking as CloudEvents 1.0 in JSON; `EVENT_SCHEMAS` has the schema of each `type`. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The booking's id. */
  readonly subject: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** The position among all events. */
  readonly sequence: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly data: {
    readonly orderId: number;
    readonly orderItemId: number;
    readonly orderNumber: string;
    readonly customerNumber: string;
    readonly actor: 'partner' | 'manager' | 'system';
    readonly channel: string | null;
    readonly details: AuditDetails;
    readonly customer?: Customer | null;
  };
}

/** How events are told to others. */
export interface EventTelling {
  /** Where they come from: the product's public address. */
  readonly source: string;
  /** `TIME_ZONE`, for days without a time. */
  readonly timeZone: string;
  /** `EVENTS_INCLUDE_CUSTOMER`: whether the customer's name and contacts go with them. */
  readonly includeCustomer: boolean;
}

/** The audit trail keeps instants as numbers, and days by their start. */
const INSTANTS: readonly string[] = ['eventStartFrom', 'eventStartTo', 'eventStartFor', 'callBackAt'];
const DAYS: readonly string[] = ['eventDayFrom', 'eventDayTo', 'eventDayFor'];

/**
 * An event as it is told to others (events#cloud-events). Nothing about a customer but the order's numbers, unless that
 * is switched on; of the office not who it was.
 */
export function cloudEvent(event: PublishedEvent, { source, timeZone, includeCustomer }: EventTelling): CloudEvent {
  const { entry, order } = event;
  return {
    specversion: '1.0',
    id: String(event.id),
    source,
    type: publishedType(entry.type),
    subject: String(event.bookingId),
    time: new Date(entry.at).toISOString(),
    sequence: String(event.position),
    datacontenttype: 'application/json',
    dataschema: schemaName(entry.type),
    data: {
      orderId: order.orderId,
      orderItemId: order.orderItemId,
      orderNumber: order.orderNumber,
      customerNumber: event.customerNumber,
      actor: entry.actor.type,
      channel: entry.channel,
      details: detailsTold(entry.details, timeZone),
      ...(includeCustomer ? { customer: event.customer } : {}),
    },
  };
}

/** Details as they are told: instants in ISO 8601, days as `YYYY-MM-DD` in the time zone. */
export function detailsTold(details: AuditDetails, timeZone: string): AuditDetails {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (INSTANTS.includes(name) && typeof value === 'number') return [name, new Date(value).toISOString()];
      if (DAYS.includes(name) && typeof value === 'number') return [name, wallClockAt(value, timeZone).date];
      return [name, value];
    }),
  );
}
