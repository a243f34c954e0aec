import type { HttpSettings } from '@miomente/booking-http';
import { localMailboxModule, localTicketDeskModule, sampleShopModule } from '@miomente/booking-local';
import { magentoModule } from '@miomente/booking-magento';
import { odooModule } from '@miomente/booking-odoo';
import { sendgridModule } from '@miomente/booking-sendgrid';
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
 * What stands behind shop, mailer and ticket desk: the real system where it is configured, else the
 * sample that stands in for it.
 */
export function foreignModules(config: Config, http: HttpSettings): readonly ContainerModule[] {
  const { magento, sendgrid, odoo } = config.foreign;
  const { timeZone } = http;
  return [
    magento === null
      ? sampleShopModule(APP.pool, { timeZone })
      : magentoModule(magento, { eventStartSources: config.MAGENTO_EVENT_START }),
    sendgrid === null
      ? localMailboxModule(APP.pool, { mailboxKey: config.SAMPLE_MAILBOX_KEY }, mailSettings(http))
      : sendgridModule(sendgrid, mailSettings(http)),
    odoo === null ? localTicketDeskModule(APP.pool, ticketSettings(http)) : odooModule(odoo, { timeZone }),
  ];
}

/** Whether samples stand in for all of the neighbours, so that the sample pages show the whole loop. */
export function isSampled({ foreign }: Config): boolean {
  return foreign.magento === null && foreign.sendgrid === null && foreign.odoo === null;
}
