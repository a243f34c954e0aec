import { type Clock, PORTS, type PortIdentifier } from '@miomente/booking-domain';
import type { MailSettings } from '@miomente/booking-texts';
import { type Bind, type BindToFluentSyntax, ContainerModule } from 'inversify';
import type { SendGridConfig } from './config.ts';
import { SendGridMailer } from './mailer/sendgrid-mailer.ts';

/** Binds a value with type checks: inversify itself accepts any value for any symbol. */
const as = <Bound>(bind: Bind, identifier: PortIdentifier<Bound>): BindToFluentSyntax<Bound> => bind<Bound>(identifier);

/** Binds SendGrid to the mailer port. */
export function sendgridModule(config: SendGridConfig, settings: MailSettings): ContainerModule {
  return new ContainerModule(({ bind }) => {
    as(bind, PORTS.mailer)
      .toResolvedValue((clock: Clock) => new SendGridMailer({ config, settings, clock }), [PORTS.clock])
      .inSingletonScope();
  });
}
