import type { HttpSettings } from '@miomente/booking-http';
import { localMailboxModule, localTicketDeskModule, sampleShopModule } from '@miomente/booking-local';
import { magentoModule } from '@miomente/booking-magento';
import { odooModule } from '@miomente/booking-odoo';
import { paths } from '@miomente/booking-paths';
import type { MailSettings, TicketSettings } from '@miomente/booking-texts';
import type { ContainerModule } from 'inversify';
import type { Config } from '../config/load.ts';
import { mailerModule } from '../config/mailers.ts';
import { PROVIDERS } from '../config/providers.ts';
import { APP } from './identifiers.ts';

/** The settings that mails are rendered with. */
export function mailSettings({ timeZone, supportEmail, portalDatesUrl, publicUrl }: HttpSettings): MailSettings {
  const portalUrl = publicUrl + paths.bookings.at();
  return { timeZone, supportEmail, datesUrl: portalDatesUrl ?? '', portalUrl };
}

/** The settings that tickets are rendered with. */
export function ticketSettings({ language, timeZone }: HttpSettings): TicketSettings {
  return { language, timeZone };
}

/** Binds shop, mailer and ticket desk: the real system where it is configured, else its stand-in. */
export function foreignModules(config: Config, http: HttpSettings): readonly ContainerModule[] {
  const { magento, mailer, odoo } = config.foreign;
  const { timeZone } = http;
  const words = mailSettings(http);
  return [
    magento === null
      ? sampleShopModule(APP.pool, { timeZone })
      : magentoModule(magento, { eventStartSources: config.MAGENTO_EVENT_START }),
    (mailer && mailerModule(mailer, words)) ??
      localMailboxModule(APP.pool, { mailboxKey: config.SAMPLE_MAILBOX_KEY }, words),
    odoo === null ? localTicketDeskModule(APP.pool, ticketSettings(http)) : odooModule(odoo, { timeZone }),
  ];
}

/**
 * Whether all external systems are stand-ins. Only then are there sample pages and sample data: beside a real system,
 * the mailbox would show working links about real customers to everybody.
 */
export function isSampled({ standIns }: Config): boolean {
  return standIns.length === PROVIDERS.length;
}
