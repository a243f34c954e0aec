import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, type Language } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_WORDS, type LanguageWords } from '../src/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const filesIn = (folder: string): readonly string[] =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('.'));

/** The paths of all keys in nested words, so that two languages can be compared. */
function keysOf(words: object, path = ''): readonly string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${path}.${key}`) : [`${path}.${key}`],
  );
}

describe('api#languages · a language is one folder', () => {
  it('every folder has the same files: words, mails and parts of mails', () => {
    const folders = LANGUAGES.map((language) => [...filesIn(`packages/texts/src/languages/${language}`)].sort());
    expect(folders[0]?.length).toBeGreaterThan(30);
    for (const folder of folders) expect(folder).toEqual(folders[0]);
  });

  it('every folder has the same words, and none is empty', () => {
    for (const language of LANGUAGES) {
      expect(keysOf(LANGUAGE_WORDS[language]).toSorted()).toEqual(keysOf(LANGUAGE_WORDS.de).toSorted());
    }
  });

  it('the compiler refuses an incomplete language', () => {
    const { pages, ...withoutPages } = LANGUAGE_WORDS.en;
    const { confirm: _, ...booking } = pages.booking;
    // @ts-expect-error A third language needs its own folder.
    const lacking: Readonly<Record<Language | 'fr', LanguageWords>> = LANGUAGE_WORDS;
    // @ts-expect-error A language without pages is incomplete.
    const partial: LanguageWords = withoutPages;
    // @ts-expect-error A language that lacks a single word is incomplete.
    const wordless: LanguageWords = { ...LANGUAGE_WORDS.en, pages: { ...pages, booking } };
    expect([lacking, partial, wordless]).toHaveLength(3);
  });

  it('no code outside the folder compares languages', () => {
    const sources = ['domain', 'texts', 'http', 'app', 'scheduler', 'adapters/odoo', 'adapters/sendgrid'].flatMap(
      (name) => filesIn(`packages/${name}/src`).map((file) => `packages/${name}/src/${file}`),
    );
    expect(sources.length).toBeGreaterThan(400);
    const asking = sources.filter((file) =>
      /[=!]== '(de|en)'|'(de|en)' \?/.test(readFileSync(`${ROOT}/${file}`, 'utf8')),
    );
    expect(asking).toEqual([]);
  });
});
