import { MAKE_ONE } from '@miomente/booking-config';
import { DECLARED } from './groups.ts';
import type { Problem } from './problem.ts';

type Given = Readonly<Record<string, string>>;

/** 32 random bytes in hexadecimal contain all 16 digits, except once in a million times. */
const MIN_DISTINCT_CHARACTERS = 10;
/** Six letters or more, so that random texts contain none. */
const WORDS = /secret|passwor|change.?me|change.?this|example|sample|default|placeholder|12345678|abcdefgh/i;

/** Finds secrets that could be guessed: too little variety, made of words, or used twice. */
export function weakSecrets(env: Given): readonly Problem[] {
  const set = DECLARED.flatMap(({ name: variable, secret }) => {
    const value = env[variable];
    return secret !== 'ours' || value === undefined ? [] : [{ variable, value }];
  });
  return set.flatMap(({ variable, value }, i) => {
    const same = set.slice(0, i).find((other) => other.value === value);
    if (same !== undefined)
      return [{ variable, message: `is the same as ${same.variable}; each needs its own: ${MAKE_ONE}` }];
    return isGuessable(value) ? [{ variable, message: `can be guessed; ${MAKE_ONE}` }] : [];
  });
}

function isGuessable(secret: string): boolean {
  return new Set(secret).size < MIN_DISTINCT_CHARACTERS || WORDS.test(secret) || isRepetition(secret);
}

/** Whether a text is a shorter text repeated. */
function isRepetition(secret: string): boolean {
  return `${secret}${secret}`.indexOf(secret, 1) < secret.length;
}
