import { type Mail, PermanentFailure } from '@miomente/booking-domain';
import {
  addresseeOf,
  asciiAddress,
  isAddress,
  type Mailbox,
  type MailSettings,
  renderMail,
} from '@miomente/booking-texts';
import type { SendMailOptions } from 'nodemailer';

/** A header by which mails of ours, and their kinds, can be told apart; nothing about a person stands in it. */
const KIND_HEADER = 'X-Booking-Mail';

/**
 * Puts a mail into words and into nodemailer's form.
 * @throws PermanentFailure when its address is none: nodemailer would leave out what it does not understand of it
 */
export function messageOf(mail: Mail, from: Mailbox, settings: MailSettings): SendMailOptions {
  const { subject, text, html } = renderMail(mail, settings);
  const to = addresseeOf(mail.to);
  if (!isAddress(to.email)) {
    throw new PermanentFailure("The partner's address is none; correct it, then send the mail again.");
  }
  return {
    from: { name: from.name, address: from.email },
    to: { name: to.name, address: to.email },
    // Given by itself, so that no name can add a recipient.
    envelope: { from: from.email, to: [to.email] },
    // Answers reach people, whoever the sender is (delivery#reply-to).
    replyTo: asciiAddress(settings.supportEmail),
    subject,
    text,
    html,
    messageId: messageIdOf(mail, from),
    headers: {
      [KIND_HEADER]: mail.content.kind,
      // Keeps automatic replies from answering it (RFC 3834).
      'Auto-Submitted': 'auto-generated',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The same for every attempt, so that servers and mail programs can tell a copy as one. */
function messageIdOf({ messageId }: Mail, { email }: Mailbox): string {
  return `<${messageId}@${email.slice(email.lastIndexOf('@') + 1)}>`;
}
