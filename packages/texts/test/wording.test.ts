import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '@miomente/booking-domain';
import { expect, it } from 'vitest';

const FOLDER = new URL('../src/languages/', import.meta.url);

/** Wordings that confused readers in a review, each with a better one. */
const STUMBLED_OVER: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  de: [
    [/offenen stehen oben/, 'Oben: 20 von 32 offenen'],
    [/Aus Sicherheit/, 'Zur Sicherheit'],
    [/der Reihe nach, dann/, 'der Reihe nach vor, dann'],
    [/Ihre Links funktionieren/, 'Die Links darin funktionieren'],
    [/(?<![-\w])Mail ist unterwegs/, 'E-Mail ist unterwegs'],
    [/Der Knopf meldet/, 'Sie bleiben hier 12 Stunden angemeldet'],
    [/Das war schon am/, 'Das ist schon am … geschehen'],
    [/Jemand war schneller/, 'Schon beantwortet'],
    [/Hier steht Ihre letzte/, 'Hier ist gerade nichts zu sehen'],
    [/antworten Sie neu/, 'antworten Sie noch einmal'],
    [/Eingangsbestätigung/, 'Bestätigungsmail'],
    [/Der Kurs nennt im Shop/, 'Im Shop ist kein Partner hinterlegt'],
    [/Kundennummer/, 'Partnernummer'],
    [/Eskalation/, 'Ans Telefon gegeben'],
    [/JJJJ-MM-TT/, 'TT.MM.JJJJ'],
    [/„Offen“ gibt es nichts/, 'Alles beantwortet'],
    [/\u00ad/, 'whole words in column heads'],
  ],
  en: [
    [/\banew\b/, 'again'],
    [/need not do/, "There's nothing more to do"],
    [/\bWe call\.|find it out/, "We'll call you."],
    [/, for we may/, 'because we may'],
    [/cleared up|Clear up/, 'Date to be confirmed'],
    [/\bmend\b/, 'fix'],
    [/Own days|From the beginning/, 'Custom range; All time'],
    [/Nobody waits/, 'No calls waiting'],
    [/leads to no booking/, "We can't find a booking for this link"],
    [/stands in the mailbox/, 'appears in the mailbox'],
    [/carry out this/, 'host this booking'],
    [/\blog(ged)? in\b/i, 'sign in'],
  ],
};

const said = (language: Language): readonly string[] =>
  readdirSync(new URL(`${language}/`, FOLDER), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('.'))
    .flatMap((file) => readFileSync(new URL(`${language}/${file}`, FOLDER), 'utf8').split('\n'))
    // Users do not read comments.
    .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line));

it.each(LANGUAGES)('api#languages · the texts in %s contain no wording that confused readers', (language) => {
  const lines = said(language);
  expect(lines.length).toBeGreaterThan(500);
  for (const [pattern, better] of STUMBLED_OVER[language]) {
    expect(
      lines.filter((line) => pattern.test(line)),
      `better: ${better}`,
    ).toEqual([]);
  }
});
