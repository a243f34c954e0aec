import type { Language } from '@miomente/booking-domain';
import * as de from './de/index.ts';
import * as en from './en/index.ts';

/** Everything the pages say. German is the original; a word that English lacks does not compile. */
export type Words = typeof de;

/** The pages' words, by language. */
export const WORDS: Readonly<Record<Language, Words>> = { de, en };
