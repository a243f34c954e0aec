import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, type Language } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_WORDS, type LanguageWords } from '../src/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const filesIn = (folder: string): readonly string[] =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('.'));

/** Every key of nested words, so that two languages can be compared. */
function keysOf(words: object, path = ''): readonly string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${path}.${key}`) : [`${path}.${key}`],
  );
}

describe('api#languages · a language is one folder', () => {
  it('with the same files in each: words, mails and parts of mails', () => {
    const folders = LANGUAGES.map((language) => [...filesIn(`packages/texts/src/languages/${language}`)].sort());
    expect(folders[0]?.length).toBeGreaterThan(30);
    for (const folder of folders) expect(folder).toEqual(folders[0]);
  });

  it('with the same words in each, none of them empty', () => {
    for (const language of LANGUAGES) {
      expect(keysOf(LANGUAGE_WORDS[language]).toSorted()).toEqual(keysOf(LANGUAGE_WORDS.de).toSorted());
    }
  });

  it('that the compiler refuses until it is complete', () => {
    const { pages, ...withoutPages } = LANGUAGE_WORDS.en;
    const { confirm: _, ...booking } = pages.booking;
    // @ts-expect-error A third language must have a folder of its own.
    const lacking: Readonly<Record<Language | 'fr', LanguageWords>> = LANGUAGE_WORDS;
    // @ts-expect-error One without its pages is not complete.
    const partial: LanguageWords = withoutPages;
    // @ts-expect-error Nor is one that lacks a single word.
    const wordless: LanguageWords = { ...LANGUAGE_WORDS.en, pages: { ...pages, booking } };
    expect([lacking, partial, wordless]).toHaveLength(3);
  });

  it('and nothing outside it asks which language it has', () => {
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
