import type { HttpSettings } from '@miomente/booking-http';
import { localMailboxModule, localTicketDeskModule, sampleShopModule } from '@miomente/booking-local';
import { magentoModule } from '@miomente/booking-magento';
import { odooModule } from '@miomente/booking-odoo';
import { sendgridModule } from '@miomente/booking-sendgrid';
import type { MailSettings, TicketSettings } from '@miomente/booking-texts';
import type { ContainerModule } from 'inversify';
import { FOREIGN_SYSTEMS } from '../config/foreign-systems.ts';
import type { Config } from '../config/load.ts';
import { APP } from './identifiers.ts';

/** What mails are worded by. */
export function mailSettings({ timeZone, supportEmail, portalDatesUrl, publicUrl }: HttpSettings): MailSettings {
  const portalUrl = `${publicUrl}/dashboard/bookings`;
  return { timeZone, supportEmail, datesUrl: portalDatesUrl ?? '', portalUrl };
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

/** The variables of the neighbours that samples stand in for. */
export function standIns({ foreign: { magento, sendgrid, odoo } }: Config): readonly string[] {
  const systems = { MAGENTO_DB_HOST: magento, SENDGRID_API_KEY: sendgrid, ODOO_URL: odoo };
  return Object.entries(systems).flatMap(([variable, settings]) => (settings === null ? [variable] : []));
}

/**
 * Whether samples stand in for all of the neighbours. Only then are there sample pages and sample
 * data: beside one real neighbour the mailbox would show everybody working links about real customers.
 */
export function isSampled(config: Config): boolean {
  return standIns(config).length === FOREIGN_SYSTEMS.length;
}
