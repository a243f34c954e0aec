import { LANGUAGES } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMail, templateData } from '../src/index.ts';
import { escapeHtml, oneLine, shortened } from '../src/words/clean-text.ts';
import { dialledNumber, mailtoUrl, telUrl } from '../src/words/links.ts';
import { readHtml } from './read-html.ts';
import { KINDS, SETTINGS, type SingleKind, sampleMail } from './sample-mails.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '</td></table></body>',
  '<!-- ',
  '{{subject}}',
  '{{{subject}}}',
  '{{#each this}}x{{/each}}',
  '[[body]]',
  '&lt;b&gt; &amp;',
  '<b>x</b>@example.org',
  '"><b>x</b>@example.org',
  'Bcc: all@example.org',
  'Ann\r\nBcc: all@example.org',
  'a\u2028b\u2029c\u0000d\u0085e',
  'שלום עולם',
  '\u202egpj.exe',
  '👩‍🍳👨‍👩‍👧‍👦🇩🇪',
  '\ud800',
  '\ufffe',
  'Müller; Söhne, GmbH & Co. "KG"',
  'x'.repeat(300),
  'constructor',
  '__proto__',
  '=cmd()',
  '$& $1 $`',
];

const foreign = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 300 }));

/** Text as a reader sees it: white space collapses to one space. */
const shown = (text: string): string => oneLine(text).replace(/\s+/g, ' ');

const anyMail = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    language: fc.constantFrom(...LANGUAGES),
    partnerName: foreign,
    orderNumber: foreign,
    customer: fc.record({ name: foreign, email: foreign, phone: foreign }),
    course: fc.record({ name: foreign }),
  })
  .map(({ kind, language, ...content }) => ({ content, mail: sampleMail(kind, language, content) }));

describe('attack injection · untrusted text in mails stays plain text', () => {
  test('in HTML it creates no element, comment or address', () => {
    const plain = new Map(
      KINDS.map((kind) => [kind, readHtml(renderMail(sampleMail(kind, 'de'), SETTINGS).html)] as const),
    );
    fc.assert(
      fc.property(anyMail, ({ mail }) => {
        const read = readHtml(renderMail(mail, SETTINGS).html);
        expect(read.errors).toEqual([]);
        expect([...read.elements].sort()).toEqual(
          [...(plain.get(mail.content.kind as SingleKind)?.elements ?? [])].sort(),
        );
        for (const { url } of read.links)
          expect(url).toMatch(/^(https:\/\/(booking|portal)\.example\.org\/|mailto:|tel:[+\d]+$)/);
      }),
      { numRuns: 300 },
    );
  });

  test('in HTML and in text every character of it is shown', () => {
    fc.assert(
      fc.property(anyMail, ({ mail, content }) => {
        if (mail.content.kind === 'login_link') return;
        const { html, text } = renderMail(mail, SETTINGS);
        const seen = readHtml(html).lines.map((line) => line.replace(/\s+/g, ' '));
        for (const value of [content.customer.name, content.course.name]) {
          expect(` ${seen.join(' ')} `).toContain(shown(value));
          expect(text.replace(/[ \u00a0]+/g, ' ')).toContain(shown(value));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('in text it adds no line', () => {
    fc.assert(
      fc.property(anyMail, ({ mail, content }) => {
        const lines = (each: typeof mail): number =>
          renderMail(each, SETTINGS).text.split(/[\n\r\u2028\u2029\u0085]/).length;
        const customer = {
          name: 'x',
          email: oneLine(content.customer.email) && 'x',
          phone: oneLine(content.customer.phone) && 'x',
        };
        const tame = sampleMail(mail.content.kind as SingleKind, mail.language, {
          ...content,
          customer,
          course: { name: 'x' },
          partnerName: 'x',
        });
        expect(lines(mail)).toBe(lines(tame));
      }),
      { numRuns: 200 },
    );
  });

  test('in the subject it stays one line, has no control characters, is not too long, and is cut between characters', () => {
    fc.assert(
      fc.property(anyMail, ({ mail }) => {
        const { subject } = renderMail(mail, SETTINGS);
        expect(subject).toMatch(/^[^\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u);
        expect(subject.length).toBeLessThanOrEqual(200);
        expect(subject).toBe(subject.trim());
      }),
      { numRuns: 300 },
    );
  });

  test('a name runs no template expression', () => {
    const mail = sampleMail('confirmation_request', 'de', {
      customer: { name: '{{price}} {{{price}}}', email: '', phone: '' },
    });
    const { subject, html, text } = renderMail(mail, SETTINGS);
    expect(subject).toContain('{{price}} {{{price}}}');
    expect(text).toContain('Kunde: {{price}} {{{price}}}');
    expect(readHtml(html).lines).toContain('{{price}} {{{price}}}');
  });

  test('a long name leaves room for course and date in the subject', () => {
    const customer = { name: 'Ännchen '.repeat(40), email: '', phone: '' };
    const { subject } = templateData(sampleMail('confirmation_request', 'de', { customer }), SETTINGS);
    expect(subject).toMatch(/^Neue Buchung: Ännchen .*… - Sushi-Kurs für Anfänger am Sa\., 25\.01\.2025$/);
  });

  test('a missing value leaves no empty row and no dead link', () => {
    const mail = sampleMail('confirmation_request', 'de', {
      customer: { name: 'Max', email: '', phone: ' ' },
      partnerName: '',
    });
    const { html, text } = renderMail(mail, SETTINGS);
    expect(text).toMatch(/^Hallo,\n/);
    expect(text).not.toMatch(/E-Mail:|Telefon:/);
    expect(readHtml(html).links.filter(({ url }) => /^(mailto:(?!support@)|tel:|$)/.test(url))).toEqual([]);
  });
});

describe('links to write and phone', () => {
  test.each([
    ['a@example.org', 'mailto:a@example.org'],
    ['a+b?cc=c@example.org', 'mailto:a%2Bb%3Fcc%3Dc@example.org'],
    ['a&b%0d@example.org', 'mailto:a%26b%250d@example.org'],
    ['not an address', ''],
    ['a@b@c', ''],
    ['', ''],
  ])('mailto for %j', (address, url) => expect(mailtoUrl(address)).toBe(url));

  test.each([
    ['+49 89 000123', 'tel:+4989000123'],
    ['+49 (0)89 / 000-123', 'tel:+4989000123'],
    ['(089) 000 123', 'tel:089000123'],
    ['089.000.123', 'tel:089000123'],
    ['089 000123 / 0171 000123', 'tel:089000123'],
    ['0171/000123', 'tel:0171000123'],
    ['089 000123 (abends)', ''],
    ['javascript:alert(1)', ''],
    ['12', ''],
    ['()))', ''],
    ['', ''],
  ])('tel for %j', (phone, url) => expect(telUrl(phone)).toBe(url));
});

describe('what is dialled of a number that people wrote', () => {
  test.each([
    ['+49 (0)89 000123', '+4989000123'],
    ['(0)89 000123', '089000123'],
    ['089 000123 oder 0171 000456', '089000123'],
    ['+49 89 000123; +49 171 000456', '+4989000123'],
    ['089 / 000123', '089000123'],
    [' 089 000123 (abends)', '089000123'],
    ['keine', ''],
  ])('%j', (phone, dialled) => expect(dialledNumber(phone)).toBe(dialled));
});

describe('cutting and escaping text', () => {
  test('text is cut between visible characters and never too long', () => {
    expect(shortened('👩‍🍳👩‍🍳👩‍🍳', 12)).toBe('👩‍🍳👩‍🍳…');
    fc.assert(
      fc.property(foreign, fc.integer({ min: 1, max: 80 }), (text, length) => {
        const clean = oneLine(text);
        const cut = shortened(clean, length);
        expect(cut.length).toBeLessThanOrEqual(length);
        expect(cut === clean || clean.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });

  test('one line stays one line', () => {
    fc.assert(fc.property(foreign, (text) => void expect(oneLine(oneLine(text))).toBe(oneLine(text))));
  });

  test('a browser reads escaped text as it was written', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const { links } = readHtml(
          `<!doctype html><title>x</title><a href="${escapeHtml(oneLine(text))}">${escapeHtml(oneLine(text))}</a>`,
        );
        expect(links).toEqual([{ url: oneLine(text), label: oneLine(text) }]);
      }),
    );
  });
});
