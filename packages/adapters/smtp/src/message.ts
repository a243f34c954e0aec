import { type Mail, PermanentFailure } from '@miomente/booking-domain';
import {
  addresseeOf,
  asciiAddress,
  isAddress,
  type Mailbox,
  type MailSettings,
  renderMail,
  senderFor,
} from '@miomente/booking-texts';
import type { SendMailOptions } from 'nodemailer';

/** A header that identifies the product's mails and their kind. It contains nothing about a person. */
const KIND_HEADER = 'X-Booking-Mail';

/**
 * Renders a mail and puts it into nodemailer's format.
 * @throws PermanentFailure when the address is invalid: nodemailer would silently drop the parts that it can't parse
 */
export function messageOf(mail: Mail, from: Mailbox, settings: MailSettings): SendMailOptions {
  const { subject, text, html } = renderMail(mail, settings);
  const to = addresseeOf(mail.to);
  if (!isAddress(to.email)) {
    throw new PermanentFailure("The partner's address is none; correct it, then send the mail again.");
  }
  return {
    from: { name: senderFor(mail.content.kind, from).name, address: from.email },
    to: { name: to.name, address: to.email },
    // The envelope is explicit, so that a name can't add a recipient.
    envelope: { from: from.email, to: [to.email] },
    // Answers go to the booking, or to the support team, whatever the sender is (delivery#reply-to).
    replyTo: mail.replyTo ?? asciiAddress(settings.supportEmail),
    subject,
    text,
    html,
    messageId: messageIdOf(mail, from),
    headers: {
      [KIND_HEADER]: mail.content.kind,
      // Tells automatic responders not to answer (RFC 3834).
      'Auto-Submitted': 'auto-generated',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The same for every attempt, so that mail servers and mail programs can recognise a duplicate. */
function messageIdOf({ messageId }: Mail, { email }: Mailbox): string {
  return `<${messageId}@${email.slice(email.lastIndexOf('@') + 1)}>`;
}
