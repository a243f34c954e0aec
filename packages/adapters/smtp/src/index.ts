/** Mails through any SMTP server. */
export { type SmtpConfig, type SmtpEnvironment, smtpConfig } from './config.ts';
export { smtpModule } from './module.ts';
export { SmtpMailer, type SmtpMailerDeps } from './smtp-mailer.ts';
