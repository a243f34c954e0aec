import type { HttpSettings } from '@miomente/booking-http';
import { localMailboxModule, localTicketDeskModule, sampleShopModule } from '@miomente/booking-local';
import type { MailSettings, TicketSettings } from '@miomente/booking-texts';
import type { ContainerModule } from 'inversify';
import type { Config } from '../config/load.ts';
import { APP } from './identifiers.ts';

/** What mails are worded by. */
export function mailSettings({ timeZone, supportEmail, portalDatesUrl, publicUrl }: HttpSettings): MailSettings {
  const portalUrl = `${publicUrl}/dashboard/bookings`;
  return { timeZone, supportEmail, datesUrl: portalDatesUrl ?? portalUrl, portalUrl };
}

/** What tickets are worded by. */
export function ticketSettings({ language, timeZone }: HttpSettings): TicketSettings {
  return { language, timeZone };
}

/**
 * What stands behind shop, mailer and ticket desk: each line gives way to the real system's module
 * once there is one and its variable is set (see config/foreign-systems.ts).
 */
export function foreignModules(config: Config, http: HttpSettings): readonly ContainerModule[] {
  return [
    sampleShopModule(APP.pool, { timeZone: http.timeZone }),
    localMailboxModule(APP.pool, { mailboxKey: config.SAMPLE_MAILBOX_KEY }, mailSettings(http)),
    localTicketDeskModule(APP.pool, ticketSettings(http)),
  ];
}
