import type { CustomerMailContent, LoginMailContent, Mail } from '@miomente/booking-domain';
import { oneLine } from '../words/clean-text.ts';
import { formatDateTime, formatPeople } from '../words/format.ts';
import { bookingFacts, common, courseIn, type Facts, severalFacts } from './booking-facts.ts';
import type {
  BookingMailData,
  CustomerMailData,
  LoginMailData,
  MailData,
  MailSettings,
  SeveralMailData,
} from './mail-data.ts';
import { subjectOf } from './subject.ts';

/**
 * The values that fill a mail's templates, here and at SendGrid. Each is formatted and on one line. None is escaped:
 * the templates do that.
 */
export function templateData(mail: Mail, settings: MailSettings): MailData {
  const facts = factsOf(mail, settings);
  return { ...facts, subject: subjectOf(facts) };
}

function factsOf(
  mail: Mail,
  settings: MailSettings,
): Facts<BookingMailData> | Facts<SeveralMailData> | Facts<LoginMailData> | Facts<CustomerMailData> {
  const { content } = mail;
  switch (content.kind) {
    case 'login_link':
      return loginFacts(mail, content, settings);
    case 'customer_confirmed':
      return customerFacts(mail, content, settings);
    case 'several_requests':
    case 'several_reminders':
    case 'several_receipts':
    case 'day_before':
      return severalFacts(mail, content, settings);
    default:
      return bookingFacts(mail, content, settings);
  }
}

function loginFacts(mail: Mail, content: LoginMailContent, settings: MailSettings): Facts<LoginMailData> {
  return {
    ...common(mail, settings),
    kind: content.kind,
    partnerName: oneLine(mail.to.name),
    portalUrl: settings.portalUrl,
    loginUrl: content.loginUrl,
    code: oneLine(content.code),
    validUntil: formatDateTime(content.validUntil, { language: mail.language, timeZone: settings.timeZone }),
  };
}

function customerFacts(mail: Mail, content: CustomerMailContent, settings: MailSettings): Facts<CustomerMailData> {
  const { language } = mail;
  return {
    ...common(mail, settings),
    kind: content.kind,
    customerName: oneLine(content.customerName),
    partnerName: oneLine(content.partnerName ?? ''),
    // A customer has no portal.
    portalUrl: '',
    validUntil: '',
    orderNumber: oneLine(content.orderNumber),
    course: courseIn(content, { language, timeZone: settings.timeZone }),
    participantsText: formatPeople(content.participants, language),
  };
}
