import type { Language } from '@miomente/booking-domain';
import * as de from './de/index.ts';
import * as en from './en/index.ts';
import type { Words } from './words.ts';

/** The pages' words, by language. */
export const WORDS: Readonly<Record<Language, Words>> = { de, en };
