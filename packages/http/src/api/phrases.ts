import type { Language } from '@miomente/booking-domain';
import { LANGUAGE_WORDS, type LanguageWords } from '@miomente/booking-texts';

/** Messages of successful answers, sent with their data. */
export function phrase(code: keyof LanguageWords['answers']['successes'], language: Language): string {
  return LANGUAGE_WORDS[language].answers.successes[code];
}
