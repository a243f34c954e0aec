import type { Language } from '@miomente/booking-domain';
import { LANGUAGE_WORDS, type LanguageWords } from '@miomente/booking-texts';

/** What a successful answer says beside its data. */
export function phrase(code: keyof LanguageWords['answers']['successes'], language: Language): string {
  return LANGUAGE_WORDS[language].answers.successes[code];
}
