import { afterAll, describe, expect, it } from 'vitest';
import { ownWords } from '../src/own-words.ts';
import { aReader, mailOf, parsedForm, type Read, rawForm, TO } from './sent.ts';

const reader = await aReader();
afterAll(() => reader.stop());

function mail(read: Read) {
  if (typeof read === 'string') throw new Error(`It is ${read}.`);
  return read;
}
const readRaw = async (name: string, told = {}) => mail(await reader.post(rawForm(mailOf(name), told)));

const WRITTEN: Readonly<Record<string, string>> = {
  'gmail-de': 'Guten Tag,\n\ngeht für die Gruppe auch 19 Uhr statt 18 Uhr?\n\nViele Grüße\nKurt König',
  'gmail-en': 'Could we start at 7 pm instead?\n\nBest regards\nKurt',
  'outlook-de':
    'Hallo,\n\nam 12. können wir leider nur 8 statt 10 Personen nehmen.\n\nMit freundlichen Grüßen\nKurt König',
  'outlook-en': 'Yes, but only if they arrive by 6 pm.',
  'apple-de': 'Der Raum sieht gerade so aus:\n\nPasst das für zwölf?',
  'apple-en': 'We have room for two more.\n\nKurt',
  'thunderbird-de': 'Da ist die Küche belegt.\nZehn sind kein Problem.',
  'thunderbird-en': 'It is “24” at the door, café entrance.',
  'html-only': 'Bitte rufen Sie vorher an.\nDer Parkplatz ist gesperrt.',
  'forwarded-de': 'Das kam vorhin von der Kundin, siehe unten.',
  'attachment-only': '',
};

describe('replies#own-words · what a partner wrote', () => {
  it.each(Object.entries(WRITTEN))('%s', async (name, text) => {
    const read = await readRaw(name);
    expect(read).toMatchObject({ author: 'kurse@kochschule.example', recipients: [TO], origin: 'person', text });
    expect(read.key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('what is broken is read as far as it can be', async () => {
    const { text, origin } = await readRaw('broken-mime');
    expect(origin).toBe('person');
    expect(text).toContain('Trotzdem lesbar');
  });

  it.each([
    ['words like those of an attribution', 'Am Montag schrieb ich Ihnen bereits:\ndrei Plätze.'],
    ['words beneath the name', 'Ja.\n\nViele Grüße\nAnna\n\nAch, und am Samstag können wir doch nicht kommen.'],
    ['a postscript beneath a card', 'Ja.\n\nLG\nAnna\nTel. 089 0000\nPS: Bitte die Hintertür nehmen'],
    ['a colon', 'Von: Hand gemacht ist es.\nAn: Fragen gibt es keine.'],
    ['dashes', '- eins\n- zwei\n---\nund drei'],
    ['a question beneath a telephone number', 'VG\nAnna\nTel. 089 0000\nGeht das?'],
  ])('%s stay', (_, text) => {
    expect(ownWords(text)).toBe(text);
  });

  it('however a text is made, it takes no long', () => {
    for (const line of ['> ', 'Am 1:11 <', 'schrieb am ', 'On 1:11 ', 'Von: ', '-'])
      for (const text of [line.repeat(200_000), `${line}\n`.repeat(60_000)])
        expect(ownWords(text).length).toBeGreaterThanOrEqual(0);
  });
});

describe('replies#programs · what no person wrote', () => {
  it.each([
    ['vacation-gmail', 'automatic'],
    ['out-of-office-exchange', 'automatic'],
    ['read-receipt', 'automatic'],
    ['mailing-list', 'automatic'],
    ['calendar-answer', 'calendar'],
    ['bounce', 'bounce'],
    ['loop', 'loop'],
  ])('%s is %s', async (name, origin) => {
    expect((await readRaw(name)).origin).toBe(origin);
    const parsed = mailOf(name);
    const headers = parsed.slice(0, parsed.indexOf('\r\n\r\n'));
    if (name !== 'calendar-answer')
      expect(mail(await reader.post(parsedForm(headers, { text: 'Ein Text.' }))).origin).toBe(origin);
  });

  it('a bounce without a report, from nobody', async () => {
    const bare = mailOf('gmail-en').replace('<kurse@kochschule.example>', '<>');
    expect(mail(await reader.post(rawForm(bare, { from: '' }))).origin).toBe('bounce');
  });
});

describe('replies#sender · whom a mail says it is from', () => {
  it.each([
    ['the server may not send for it', { SPF: 'fail', dkim: 'none' }, 'forged'],
    ['the server had better not', { SPF: 'softfail', dkim: 'none' }, 'forged'],
    ['of another envelope', { SPF: 'pass', from: 'me@evil.example', dkim: '{@evil.example : pass}' }, 'forged'],
    ['whose name only begins alike', { SPF: 'fail', dkim: '{@hkochschule.example : pass}' }, 'forged'],
    ['whose name only ends alike', { SPF: 'fail', dkim: '{@ochschule.example : pass}' }, 'forged'],
    ['a signature that is broken', { SPF: 'fail', dkim: '{@kochschule.example : fail}' }, 'forged'],
    ['forwarded, and signed by its own domain', { SPF: 'fail', from: 'a@b.example' }, 'person'],
    ['signed by a domain below', { SPF: 'softfail', dkim: '{@mail.kochschule.example : pass}' }, 'person'],
    ['of an envelope of a domain below', { dkim: 'none', from: 'x@bounce.kochschule.example' }, 'person'],
    ['nothing said', { SPF: '', dkim: '' }, 'person'],
    ['neither yes nor no', { SPF: 'neutral', dkim: 'none' }, 'person'],
  ])('%s', async (_, told, origin) => {
    expect((await readRaw('gmail-de', told)).origin).toBe(origin);
  });

  it('of several authors nobody is', async () => {
    expect((await readRaw('two-authors')).author).toBeNull();
    const twice = mailOf('gmail-en').replace('\r\nTo:', '\r\nFrom: gast@example.org\r\nTo:');
    expect(mail(await reader.post(rawForm(twice))).author).toBeNull();
  });
});

describe('replies#once · how a mail is known again', () => {
  it('by its id, however it is handed in; without one by what is in it', async () => {
    const once = await readRaw('gmail-en');
    const headers = mailOf('gmail-en').split('\r\n\r\n')[0] ?? '';
    expect(mail(await reader.post(parsedForm(headers, { text: 'Could we …' }))).key).toBe(once.key);
    expect((await readRaw('apple-en')).key).not.toBe(once.key);
    const nameless = mailOf('gmail-en').replace(/Message-ID: .*\r\n/, '');
    const [first, again] = [await reader.post(rawForm(nameless)), await reader.post(rawForm(nameless))].map(mail);
    const other = mail(await reader.post(rawForm(nameless.replace('7 pm', '8 pm'))));
    expect(first?.key).toBe(again?.key);
    expect(other.key).not.toBe(first?.key);
    expect(first?.key).not.toContain('kurse');
  });
});
