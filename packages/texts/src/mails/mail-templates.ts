import { type Language, type MailKind, SEVERAL_MAIL_KINDS } from '@miomente/booking-domain';
import { composeBody, composeLine, placed, type Target, unescaped } from './compose.ts';
import { type MailSource, readMail } from './template-file.ts';
import { TONE_COLOURS, TONES } from './tone.ts';

/**
 * Subject, HTML and text of a mail as Handlebars without partials, using only what SendGrid's dynamic templates
 * understand.
 */
export interface MailTemplates {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Why its reader gets a mail, where that is not a booking of their course. */
const FOOTERS: Readonly<Partial<Record<MailKind, string>>> = {
  login_link: 'login-footer',
  customer_confirmed: 'customer-footer',
};

const composed = new Map<string, MailTemplates>();

/** The templates of one kind of mail in one language. {@link templateData} gives the values to fill them with. */
export function mailTemplates(language: Language, kind: MailKind): MailTemplates {
  const key = `${language} ${kind}`;
  const templates = composed.get(key) ?? compose(language, kind);
  composed.set(key, templates);
  return templates;
}

function compose(language: Language, kind: MailKind): MailTemplates {
  const source = readMail(language, kind);
  const text: Target = { language, flavour: 'text' };
  return {
    subject: unescaped(composeLine(source.subject, text)),
    html: layout(source, kind, { language, flavour: 'html' }),
    text: unescaped(layout(source, kind, text)),
  };
}

function layout(source: MailSource, kind: MailKind, target: Target): string {
  const tone = TONES[kind];
  const { tint, edge, ink } = TONE_COLOURS[tone];
  const footer = `{{> ${FOOTERS[kind] ?? 'booking-footer'}}}`;
  const values = {
    language: target.language,
    // A customer has no portal.
    place: kind === 'customer_confirmed' ? '' : 'Partner-Portal',
    title: composeLine(source.title, target),
    about: aboutOf(kind, target),
    preview: composeLine(source.preview, target),
    body: composeBody(source.body, target),
    footer: composeLine(footer, target),
    tone,
    tint,
    edge,
    'tone-ink': ink,
  };
  return placed('layout', values, target);
}

/** The short summary at the top of a mail: date, participants, course. The body repeats it in full. */
function aboutOf(kind: MailKind, target: Target): string {
  if (kind === 'login_link') return '';
  const several = kind === 'day_before' || SEVERAL_MAIL_KINDS.some((each) => each === kind);
  const [when, course] = several ? ['{{> several-about}}', '{{> several-course}}'] : ['{{> about}}', '{{course.name}}'];
  return placed('about', { when: composeLine(when, target), course: composeLine(course, target) }, target);
}
