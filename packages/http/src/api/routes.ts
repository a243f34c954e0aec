import type { HttpDeps } from '../deps.ts';
import type { Route } from '../guard/route.ts';
import { managerGate, partnerGate } from '../session/gates.ts';
import type { Sessions } from '../session/sessions.ts';
import { partnerBookingRoutes } from './bookings/partner-bookings.ts';
import { bookingReminderRoutes } from './cron/booking-reminders.ts';
import { eventRoutes } from './events/events.ts';
import { healthRoutes } from './health/health.ts';
import { callRoutes } from './manager/calls.ts';
import { deliveryRoutes } from './manager/deliveries.ts';
import { managerBookingRoutes } from './manager/manager-bookings.ts';
import { orderItemRoutes } from './manager/order-items.ts';
import { managerPartnerRoutes } from './manager/partners.ts';
import { replyRoutes } from './manager/replies.ts';
import { inboundMailRoutes } from './webhooks/inbound-mail.ts';
import { mailEventRoutes } from './webhooks/mail-events.ts';
import { newOrderRoutes } from './webhooks/new-order.ts';

/** Every route of the JSON API, as data. */
export function apiRoutes(deps: HttpDeps & { readonly sessions: Sessions }): readonly Route[] {
  const partner = partnerGate(deps);
  const manager = managerGate(deps);
  return [
    ...partnerBookingRoutes(deps, partner),
    ...managerBookingRoutes(deps, manager),
    ...replyRoutes(deps, manager),
    ...callRoutes(deps, manager),
    ...deliveryRoutes(deps, manager),
    ...managerPartnerRoutes(deps, manager),
    ...orderItemRoutes(deps, manager),
    ...newOrderRoutes(deps),
    ...mailEventRoutes(deps),
    ...inboundMailRoutes(deps),
    ...bookingReminderRoutes(deps),
    ...eventRoutes(deps),
    ...healthRoutes(deps),
  ];
}
