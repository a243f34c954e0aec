import type { Language } from '@miomente/booking-domain';
import * as de from './de/index.ts';
import * as en from './en/index.ts';

/** All texts of one language. German is the original; a language that lacks one of its texts does not compile. */
export type LanguageWords = typeof de;

/** All texts, by language. To add a language, add one folder here with its texts and its mails. */
export const LANGUAGE_WORDS: Readonly<Record<Language, LanguageWords>> = { de, en };
