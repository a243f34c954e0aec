import type { Mail } from '@miomente/booking-domain';
import { fill } from './handlebars.ts';
import type { MailSettings } from './mail-data.ts';
import { mailTemplates } from './mail-templates.ts';
import { templateData } from './template-data.ts';

/** A mail with all its texts, ready to send. */
export interface RenderedMail {
  /** One line, no control characters, at most 200 UTF-16 units. */
  readonly subject: string;
  /** A complete HTML document with inline styles; it loads nothing from elsewhere. */
  readonly html: string;
  /** The same content as plain text, including every link. */
  readonly text: string;
}

/** Renders a mail in its language. HTML in names and notes is escaped. */
export function renderMail(mail: Mail, settings: MailSettings): RenderedMail {
  const data = templateData(mail, settings);
  const { html, text } = mailTemplates(mail.language, mail.content.kind);
  return { subject: data.subject, html: fill(html, data), text: fill(text, data) };
}
