import type { Language } from '@miomente/booking-domain';
import * as de from './de/index.ts';
import * as en from './en/index.ts';

/** Everything that is said in one language, on every surface. German is the original; what another lacks does not compile. */
export type LanguageWords = typeof de;

/** All words, by language. A new language is one folder here, with its mails beside its words. */
export const LANGUAGE_WORDS: Readonly<Record<Language, LanguageWords>> = { de, en };
