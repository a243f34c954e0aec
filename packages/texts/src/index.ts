/** All user-facing text: pages, mails, tickets and notes, in every language. */
export { LANGUAGE_WORDS, type LanguageWords } from './languages/index.ts';
export type { PageWords } from './languages/page-words.ts';
export * from './mails/addresses.ts';
export * from './mails/dynamic-templates.ts';
export * from './mails/mail-data.ts';
export { type MailTemplates, mailTemplates } from './mails/mail-templates.ts';
export * from './mails/render-mail.ts';
export { templateData } from './mails/template-data.ts';
export * from './tickets/note-text.ts';
export * from './tickets/ticket-text.ts';
export { oneLine, shortened } from './words/clean-text.ts';
export { dialledNumber } from './words/links.ts';
export { type Notation, notationOf } from './words/notation.ts';
