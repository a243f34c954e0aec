import { PORTS } from '@miomente/booking-domain';
import type { MailSettings } from '@miomente/booking-texts';
import { ContainerModule } from 'inversify';
import type { SmtpConfig } from './config.ts';
import { SmtpMailer } from './smtp-mailer.ts';

/** Binds the SMTP mailer to the mailer port. */
export function smtpModule(config: SmtpConfig, settings: MailSettings): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(PORTS.mailer)
      .toResolvedValue(() => new SmtpMailer({ config, settings }))
      .inSingletonScope();
  });
}
