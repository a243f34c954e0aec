import type { Mail } from '@miomente/booking-domain';
import { fill } from './handlebars.ts';
import type { MailSettings } from './mail-data.ts';
import { mailTemplates } from './mail-templates.ts';
import { templateData } from './template-data.ts';

/** A mail in words. */
export interface RenderedMail {
  /** One line, no control characters, at most 200 UTF-16 units. */
  readonly subject: string;
  /** A whole document, everything inline, nothing loaded from anywhere. */
  readonly html: string;
  /** The same in plain text, with every link. */
  readonly text: string;
}

/** Puts a mail into the words of its language. Whatever names and notes contain comes out as text. */
export function renderMail(mail: Mail, settings: MailSettings): RenderedMail {
  const data = templateData(mail, settings);
  const { html, text } = mailTemplates(mail.language, mail.content.kind);
  return { subject: data.subject, html: fill(html, data), text: fill(text, data) };
}
