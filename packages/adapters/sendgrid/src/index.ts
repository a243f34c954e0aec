/** Sends mails through SendGrid, receives its delivery reports, and manages its templates. */
export { sendgridMailer } from './adapter.ts';
export type { Connection } from './calls/connection.ts';
export {
  type SendGridConfig,
  sendgridConfig,
  sendgridVariables,
  TEMPLATE_VARIABLES,
  type TemplateIds,
} from './config.ts';
export { type EventReceiver, eventReceiver } from './events/event-receiver.ts';
export { makeReadEventWebhook, type ReadEvents, type ReadEventWebhook } from './events/event-webhook.ts';
export { type MailReports, mailReportsOf } from './events/mail-reports.ts';
export {
  SIGNATURE_HEADER,
  type SignedEvents,
  TIMESTAMP_HEADER,
  verifyEventWebhook,
} from './events/verify-event-webhook.ts';
export { SendGridMailer, type SendGridMailerDeps } from './mailer/sendgrid-mailer.ts';
export { sendgridModule } from './module.ts';
export { type PushedTemplate, pushTemplates } from './templates/push-templates.ts';
