/** Every word we send: mails to partners, tickets and notes for the office, in each language. */
export * from './mails/addresses.ts';
export * from './mails/dynamic-templates.ts';
export * from './mails/mail-data.ts';
export { type MailTemplates, mailTemplates } from './mails/mail-templates.ts';
export * from './mails/render-mail.ts';
export { templateData } from './mails/template-data.ts';
export * from './tickets/note-text.ts';
export * from './tickets/ticket-text.ts';
export { oneLine, shortened } from './words/clean-text.ts';
