import type { Mail } from '@miomente/booking-domain';
import {
  addresseeOf,
  asciiAddress,
  type DynamicTemplateName,
  dynamicTemplateOf,
  type MailSettings,
  renderMail,
  senderFor,
  templateData,
} from '@miomente/booking-texts';
import type { SendGridMessage } from '../calls/connection.ts';
import type { SendGridConfig } from '../config.ts';

type Sending = Pick<SendGridConfig, 'from' | 'sandbox'> & {
  readonly templates: Readonly<Partial<Record<DynamicTemplateName, string | null>>>;
};

/** Puts a mail into SendGrid's format: with the SendGrid template where one is configured, else as rendered here. */
export function messageOf(mail: Mail, { from, sandbox, templates }: Sending, settings: MailSettings): SendGridMessage {
  const template = dynamicTemplateOf(mail.content.kind);
  const templateId = template === null ? null : (templates[template] ?? null);
  const addressed = {
    to: addressee(mail.to),
    customArgs: reportArgs(mail),
    // Tells automatic responders not to answer (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
  const common = {
    from: senderFor(mail.content.kind, from),
    // Answers go to the booking, or to the support team, whatever the sender is (delivery#reply-to).
    replyTo: { email: mail.replyTo ?? asciiAddress(settings.supportEmail) },
    categories: ['booking_confirmation', mail.content.kind],
    // Click tracking would route links, with their tokens, through SendGrid's host, where a scanner could open them.
    trackingSettings: {
      clickTracking: { enable: false, enableText: false },
      openTracking: { enable: false },
      subscriptionTracking: { enable: false },
      ganalytics: { enable: false },
    },
    ...(sandbox ? { mailSettings: { sandboxMode: { enable: true } } } : {}),
  };
  if (templateId !== null) {
    const dynamicTemplateData = { ...templateData(mail, settings) };
    return { ...common, templateId, personalizations: [{ ...addressed, dynamicTemplateData }] };
  }
  const { subject, text, html } = renderMail(mail, settings);
  return { ...common, subject, text, html, personalizations: [addressed] };
}

/** Stored by SendGrid and returned with every report: strings, and nothing about a person. */
function reportArgs({ messageId, bookingId, content }: Mail): Record<string, string> {
  return {
    message_id: messageId,
    mail_kind: content.kind,
    ...(bookingId === null ? {} : { booking_id: String(bookingId) }),
  };
}

/** SendGrid refuses an empty name. */
function addressee(to: Mail['to']): { email: string; name?: string } {
  const { email, name } = addresseeOf(to);
  return name === '' ? { email } : { email, name };
}
