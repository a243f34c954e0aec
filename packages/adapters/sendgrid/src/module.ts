import { type Clock, PORTS, type PortIdentifier } from '@miomente/booking-domain';
import type { MailSettings } from '@miomente/booking-texts';
import { type Bind, type BindToFluentSyntax, ContainerModule } from 'inversify';
import type { SendGridConfig } from './config.ts';
import { SendGridMailer } from './mailer/sendgrid-mailer.ts';

/** Inversify takes any symbol for any type; this one takes only what the identifier stands for. */
const as = <Bound>(bind: Bind, identifier: PortIdentifier<Bound>): BindToFluentSyntax<Bound> => bind<Bound>(identifier);

/** Binds SendGrid as the mailer. */
export function sendgridModule(config: SendGridConfig, settings: MailSettings): ContainerModule {
  return new ContainerModule(({ bind }) => {
    as(bind, PORTS.mailer)
      .toResolvedValue((clock: Clock) => new SendGridMailer({ config, settings, clock }), [PORTS.clock])
      .inSingletonScope();
  });
}
