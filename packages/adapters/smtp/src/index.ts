/** Sends mails through any SMTP server. */
export { smtpMailer } from './adapter.ts';
export { type SmtpConfig, smtpConfig, smtpVariables } from './config.ts';
export { smtpModule } from './module.ts';
export { SmtpMailer, type SmtpMailerDeps } from './smtp-mailer.ts';
