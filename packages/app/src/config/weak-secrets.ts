import type { Problem } from './problem.ts';
import { CHOSEN_SECRETS } from './secrets.ts';

type Given = Readonly<Record<string, string>>;

const MAKE_ONE = 'make one with: openssl rand -hex 32';
/** 32 random bytes in hexadecimal have all 16 digits but for one time in a million. */
const FEWEST_CHARACTERS = 10;
/** Six letters and more, so that no random text holds one. */
const WORDS = /secret|passwor|change.?me|change.?this|example|sample|default|placeholder|12345678|abcdefgh/i;

/** Secrets that somebody might guess: too little in them, made of words, or in use for something else as well. */
export function weakSecrets(env: Given): readonly Problem[] {
  const set = CHOSEN_SECRETS.flatMap((variable) => {
    const value = env[variable];
    return value === undefined ? [] : [{ variable, value }];
  });
  return set.flatMap(({ variable, value }, i) => {
    const same = set.slice(0, i).find((other) => other.value === value);
    if (same !== undefined)
      return [{ variable, message: `is the same as ${same.variable}; each needs its own: ${MAKE_ONE}` }];
    return isGuessable(value) ? [{ variable, message: `can be guessed; ${MAKE_ONE}` }] : [];
  });
}

function isGuessable(secret: string): boolean {
  return new Set(secret).size < FEWEST_CHARACTERS || WORDS.test(secret) || isRepetition(secret);
}

/** Whether it is a shorter text written several times over. */
function isRepetition(secret: string): boolean {
  return `${secret}${secret}`.indexOf(secret, 1) < secret.length;
}
