import type { MailOutcome } from '../booking/mail-outcome.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Partners } from '../ports/partners.ts';
import { systemScope } from '../ports/scope.ts';
import type { Instant } from '../time/instant.ts';
import { type ChangeDeps, changeBooking } from './change-booking.ts';

/** What the mail provider says became of one mail. */
export interface MailReport {
  readonly messageId: string;
  readonly outcome: MailOutcome;
  readonly at: Instant;
  /** The address it went to, to be marked when it bounced. */
  readonly address: string;
}

export type RecordMailReport = (report: MailReport) => Promise<{ readonly known: boolean }>;

const SCOPE = systemScope('reports of the mail provider');

/**
 * Keeps a report in the booking's timeline. A hard bounce marks the partner's address and
 * escalates a pending booking at once; a mail the provider dropped only escalates, for that may
 * have been for its own reasons; `blocked` and `deferred` do neither (decision 4).
 * @returns whether the mail was one of ours
 */
export function makeRecordMailReport(
  deps: ChangeDeps & { readonly deliveries: Deliveries; readonly partners: Partners },
): RecordMailReport {
  return async ({ messageId, outcome, at, address }) => {
    const delivery = await deps.deliveries.findByMessageId(SCOPE, messageId);
    if (delivery === undefined) return { known: false };
    const changed = await changeBooking(
      deps,
      () => deps.bookings.find(SCOPE, delivery.bookingId),
      () => ({ type: 'report_mail', at, mail: delivery.mail, outcome }),
    );
    if (changed.ok && outcome === 'bounced') {
      await deps.partners.markAddress(changed.value.booking.customerNumber, address, { at, reason: outcome });
    }
    return { known: true };
  };
}
