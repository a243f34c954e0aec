import { LANGUAGES, type Language } from '@miomente/booking-domain';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { dynamicTemplate, dynamicTemplateOf, mailTemplates, renderMail, templateData } from '../src/index.ts';
import { fill } from '../src/mails/handlebars.ts';
import { readHtml } from './read-html.ts';
import {
  BOOKING_URL,
  CONFIRM_URL,
  DECLINE_URL,
  KINDS,
  LOGIN_URL,
  SETTINGS,
  type SingleKind,
  sampleMail,
} from './sample-mails.ts';

const EACH: readonly (readonly [SingleKind, Language])[] = KINDS.flatMap((kind) =>
  LANGUAGES.map((language) => [kind, language] as const),
);

const ASKING: readonly string[] = [CONFIRM_URL, DECLINE_URL, BOOKING_URL];
/** The addresses that each mail links to, except those of the customer and of support. */
const DESTINATIONS: Readonly<Record<SingleKind, readonly string[]>> = {
  confirmation_request: ASKING,
  first_reminder: ASKING,
  second_reminder: ASKING,
  look_again: ASKING,
  confirm_again: ASKING,
  receipt: [CONFIRM_URL, BOOKING_URL],
  decline_confirmation: [SETTINGS.datesUrl, BOOKING_URL],
  details_changed: [BOOKING_URL],
  cancellation_notice: [BOOKING_URL],
  customer_confirmed: [],
  login_link: [LOGIN_URL],
};

describe.each(EACH)('%s in %s', (kind, language) => {
  const mail = sampleMail(kind, language);
  const { subject, html, text } = renderMail(mail, SETTINGS);
  const read = readHtml(html);

  test('is valid HTML in its language, loads nothing and runs nothing', () => {
    expect(read.errors).toEqual([]);
    expect(read.language).toBe(language);
    for (const element of ['script', 'img', 'link', 'iframe', 'form', 'object'])
      expect(read.elements).not.toContain(element);
    expect(html).not.toMatch(/url\(|@import/);
  });

  test('has no placeholder left', () => {
    expect(subject + html + text).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined|null|NaN|Invalid|\[object/);
    expect(text).not.toMatch(/\n{3}|&[a-z#0-9]+;| $/m);
    expect(subject).not.toBe('');
  });

  test('links to each address exactly once, in HTML and in text', () => {
    const urls = read.links.map(({ url }) => url);
    expect(urls.filter((url) => url.startsWith('http')).sort()).toEqual([...DESTINATIONS[kind]].sort());
    for (const url of DESTINATIONS[kind]) expect(text.split('\n').filter((line) => line === url)).toHaveLength(1);
    expect(urls.filter((url) => url === 'mailto:support@example.org')).toHaveLength(1);
    expect(text.match(/https?:/g) ?? []).toHaveLength(DESTINATIONS[kind].length);
  });

  test('lets the partner write to and phone the customer', () => {
    if (kind === 'login_link' || kind === 'customer_confirmed') return;
    expect(read.links).toContainEqual({
      url: 'mailto:max.mustermann@example.org',
      label: 'max.mustermann@example.org',
    });
    expect(read.links).toContainEqual({ url: 'tel:+4989000123', label: '+49 89 000123' });
  });

  test('says the same in HTML and in text', () => {
    const seen = read.lines.join(' ').replace(/\s+/g, ' ');
    const sentences = text.split('\n').filter((line) => line !== '' && !/^(https?:|─)/.test(line));
    for (const line of sentences) {
      for (const part of line.replace(/:$/, '').split(': ')) expect(seen).toContain(part);
    }
  });

  test('links to the portal when it has no working links', () => {
    const bare = renderMail(sampleMail(kind, language, { links: null }), SETTINGS);
    const urls = readHtml(bare.html).links.map(({ url }) => url);
    expect(urls).not.toContain(CONFIRM_URL);
    expect(urls).not.toContain('');
    expect(urls.filter((url) => url === BOOKING_URL)).toHaveLength(
      kind === 'login_link' || kind === 'customer_confirmed' ? 0 : 1,
    );
    expect(bare.text).not.toContain('api/');
    expect(readHtml(bare.html).errors).toEqual([]);
  });
});

describe('templates', () => {
  const blocks = new Set(['if', 'unless', 'each', 'equals', 'notEquals', 'and', 'or']);

  test.each(EACH)('%s in %s uses only what SendGrid understands', (kind, language) => {
    for (const template of Object.values(mailTemplates(language, kind))) {
      expect([...helpers(Handlebars.parse(template))].filter((name) => !blocks.has(name))).toEqual([]);
    }
  });

  test.each(KINDS)('%s uses the same values in both languages', (kind) => {
    const used = (language: Language): readonly string[] =>
      Object.values(mailTemplates(language, kind)).map((t) => [...values(Handlebars.parse(t))].sort().join(' '));
    expect(used('en')).toEqual(used('de'));
  });

  test.each(EACH)("%s in %s renders the same through SendGrid's templates as here", (kind, language) => {
    const name = dynamicTemplateOf(kind);
    if (name === null) return;
    const mail = sampleMail(kind, language);
    // SendGrid receives the values as JSON.
    const data: object = JSON.parse(JSON.stringify(templateData(mail, SETTINGS)));
    const { subject, html, text } = dynamicTemplate(name);
    expect({ subject: fill(subject, data), html: fill(html, data), text: fill(text, data) }).toEqual(
      renderMail(mail, SETTINGS),
    );
    expect(subject.length).toBeLessThanOrEqual(255);
  });

  test.each(EACH)('%s in %s escapes every value in HTML and none in subject and text', (kind, language) => {
    const { subject, html, text } = mailTemplates(language, kind);
    expect(html).not.toMatch(/\{\{[{&]/);
    for (const template of [subject, text]) expect(template).not.toMatch(/(?<!\{)\{\{(?![{#/]|else\b)/);
  });

  test('a template with a helper that SendGrid does not have is refused', () => {
    expect(() => fill('{{#shout name}}x{{/shout}}', { name: 'x' })).toThrow(/shout/);
  });

  test.each([
    ['{{#equals a "x"}}1{{else}}2{{/equals}}', '1'],
    ['{{#notEquals a "x"}}1{{else}}2{{/notEquals}}', '2'],
    ['{{#and a b}}1{{else}}2{{/and}}', '2'],
    ['{{#or a b}}1{{else}}2{{/or}}', '1'],
    ['[{{missing}}{{missing.deeper}}]', '[]'],
  ])('%s gives %s', (template, result) => {
    expect(fill(template, { a: 'x', b: '' })).toBe(result);
  });

  test('the data has the agreed fields; all but the count are strings', () => {
    const data = templateData(sampleMail('first_reminder', 'de'), SETTINGS);
    expect(data).toMatchObject({
      partnerName: 'Kochschule Nord',
      partnerEmail: 'kochschule@example.org',
      orderNumber: '100012345',
      customer: { name: 'Max Mustermann', email: 'max.mustermann@example.org', phone: '+49 89 000123' },
      course: { name: 'Sushi-Kurs für Anfänger', date: 'Sa., 25.01.2025', time: '18:00 Uhr' },
      participants: 2,
      price: '158,00 €',
      confirmUrl: CONFIRM_URL,
      declineUrl: DECLINE_URL,
      language: 'de',
      reminderStep: '1',
    });
    const leaves = Object.values(data).flatMap((each) => (typeof each === 'object' ? Object.values(each) : [each]));
    expect(leaves.filter((leaf) => typeof leaf !== 'string')).toEqual([2]);
  });
});

function helpers(program: hbs.AST.Program): ReadonlySet<string> {
  const found = new Set<string>();
  const visitor = new Handlebars.Visitor();
  visitor.BlockStatement = (block) => {
    found.add((block.path as hbs.AST.PathExpression).original);
    Handlebars.Visitor.prototype.BlockStatement.call(visitor, block);
  };
  visitor.MustacheStatement = ({ params, path }) => {
    if (params.length > 0) found.add((path as hbs.AST.PathExpression).original);
  };
  for (const [name, refused] of [
    ['PartialStatement', 'a partial'],
    ['PartialBlockStatement', 'a partial'],
    ['DecoratorBlock', 'a decorator'],
    ['SubExpression', 'a subexpression'],
  ] as const) {
    visitor[name] = () => void found.add(refused);
  }
  visitor.accept(program);
  return found;
}

function values(program: hbs.AST.Program): ReadonlySet<string> {
  const found = new Set<string>();
  const visitor = new Handlebars.Visitor();
  visitor.PathExpression = ({ original }) => void found.add(original);
  visitor.accept(program);
  return found;
}
