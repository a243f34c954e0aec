import type { Clock } from '@miomente/booking-domain';
import { type SendGridConfig, sendgridConfig, sendgridVariables } from './config.ts';
import { type EventReceiver, eventReceiver } from './events/event-receiver.ts';
import { sendgridModule } from './module.ts';

/** The SendGrid adapter, as one entry in the app's list of mailers. */
export const sendgridMailer: {
  readonly name: string;
  readonly system: string;
  readonly switchedOnBy: string;
  readonly variables: typeof sendgridVariables;
  readonly config: typeof sendgridConfig;
  readonly module: typeof sendgridModule;
  readonly reports: (settings: SendGridConfig | null, clock: Clock) => EventReceiver;
} = {
  name: 'sendgrid',
  system: 'SendGrid',
  switchedOnBy: 'SENDGRID_API_KEY',
  variables: sendgridVariables,
  config: sendgridConfig,
  module: sendgridModule,
  reports: (settings, clock) => eventReceiver(settings?.webhookPublicKey ?? null, clock),
};
