import type { MailKind } from '@miomente/booking-domain';
import { type MailTemplates, mailTemplates } from './mail-templates.ts';

/** The three dynamic templates stored at SendGrid (running#configuration). */
export type DynamicTemplateName = 'booking_confirmation' | 'booking_reminder' | 'booking_declined';

const NAMES: Readonly<Partial<Record<MailKind, DynamicTemplateName>>> = {
  confirmation_request: 'booking_confirmation',
  first_reminder: 'booking_reminder',
  second_reminder: 'booking_reminder',
  decline_confirmation: 'booking_declined',
};

/** The SendGrid template that a kind of mail uses; null when the mail is always sent as rendered here. */
export function dynamicTemplateOf(kind: MailKind): DynamicTemplateName | null {
  return NAMES[kind] ?? null;
}

const SOURCES: Readonly<Record<DynamicTemplateName, () => Omit<MailTemplates, 'subject'>>> = {
  booking_confirmation: () => inBothLanguages('confirmation_request'),
  booking_reminder: () =>
    either('reminderStep', '2', inBothLanguages('second_reminder'), inBothLanguages('first_reminder')),
  booking_declined: () => inBothLanguages('decline_confirmation'),
};

/**
 * One SendGrid template. It covers both languages (and both reminders) and chooses between them by the data. The
 * subject is part of the data, because a template can neither shorten names nor remove control characters.
 */
export function dynamicTemplate(name: DynamicTemplateName): MailTemplates {
  return { subject: '{{{subject}}}', ...SOURCES[name]() };
}

type Bodies = Omit<MailTemplates, 'subject'>;

function inBothLanguages(kind: MailKind): Bodies {
  return either('language', 'en', mailTemplates('en', kind), mailTemplates('de', kind));
}

function either(field: string, value: string, then: Bodies, otherwise: Bodies): Bodies {
  const choice = (part: keyof Bodies): string =>
    `{{#equals ${field} "${value}"}}${then[part]}{{else}}${otherwise[part]}{{/equals}}`;
  return { html: choice('html'), text: choice('text') };
}
