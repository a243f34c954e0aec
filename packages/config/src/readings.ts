import { isTimeZone } from '@miomente/booking-domain';
import { z } from 'zod';
import type { Reading } from './variable.ts';

type Complain = (message: string) => never;

/** A reading by a parser function. An error message of it follows the variable's name. */
export function reading<Value>(read: (text: string, complain: Complain) => Value): Reading<Value> {
  return z.string().transform((text, context) =>
    read(text, (message) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }),
  );
}

/** Any text. */
export const text: Reading<string> = z.string();

/**
 * A text that matches a pattern.
 * @param complaint what the text must be; it follows the variable's name
 */
export function shaped(pattern: RegExp, complaint: string): Reading<string> {
  return reading((given, complain) => (pattern.test(given) ? given : complain(complaint)));
}

/** A number from `min` to `max`; a whole one unless it is a duration. */
export function number({
  unit,
  min,
  max,
  whole = true,
}: {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}): Reading<number> {
  return reading((given, complain) => {
    const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
    const fits = value >= min && value <= max && (!whole || Number.isInteger(value));
    return fits ? value : complain(`must be ${whole ? 'a whole' : 'a'} number of ${unit} from ${min} to ${max}`);
  });
}

const SECOND_MS = 1_000;

/** A time-out from 0.05 s to an hour, written in seconds, read as milliseconds. */
export const seconds: Reading<number> = number({ unit: 'seconds', min: 0.05, max: 3_600, whole: false }).transform(
  (value) => Math.round(value * SECOND_MS),
) as unknown as Reading<number>;

/** One of several words. */
export function choice<const Value extends string>(values: readonly Value[], remark = ''): Reading<Value> {
  return reading(
    (given, complain) =>
      values.find((value) => value === given) ?? complain(`must be one of: ${values.join(', ')}${remark}`),
  );
}

/**
 * A list separated by commas.
 * @param what names the items in the error message
 */
export function listOf<Value>(what: string, read: (item: string) => Value | undefined): Reading<readonly Value[]> {
  return reading((given, complain) =>
    given.split(',').map((item) => read(item.trim()) ?? complain(`must be a list of ${what}, separated by commas`)),
  );
}

/** A command that creates a secret, for error messages. */
export const MAKE_ONE = 'make one with: openssl rand -hex 32';

/** A secret that whoever runs the product chooses. */
export const secret: Reading<string> = reading((given, complain) =>
  given.length >= 32 ? given : complain(`must have at least 32 characters; ${MAKE_ONE}`),
);

const BASE64_SECRET = 'whsec_';
/** Below this, Standard Webhooks call a secret too short. */
const MIN_KEY_BYTES = 24;

/**
 * A secret that requests are signed with as Standard Webhooks say: `whsec_` and base64, or any text. What is no base64
 * would be read as a shorter key, or an empty one that anybody could sign with.
 */
export const signingSecret: Reading<string> = reading((given, complain) => {
  if (!given.startsWith(BASE64_SECRET))
    return given.length >= 32 ? given : complain(`must have at least 32 characters; ${MAKE_ONE}`);
  const base64 = given.slice(BASE64_SECRET.length);
  // With or without padding, as libraries take it.
  const unpadded = base64.replace(/={1,2}$/, '');
  const key = Buffer.from(base64, 'base64');
  const whole = key.toString('base64').replace(/=+$/, '') === unpadded;
  return whole && key.length >= MIN_KEY_BYTES
    ? given
    : complain(`must have base64 of at least ${MIN_KEY_BYTES} bytes after ${BASE64_SECRET}; ${MAKE_ONE}`);
});

/** A TCP port. */
export const port: Reading<number> = reading((given, complain) => {
  const value = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  return value >= 1 && value <= 65_535 ? value : complain('must be a port number from 1 to 65535');
});

/** A URL that begins with http:// or https://. */
export const webUrl: Reading<string> = z.url({
  protocol: /^https?$/,
  error: 'must be an address with http:// or https://, such as https://partner.example.org',
});

const NEAR = /^(localhost|127\.0\.0\.1|\[::1\]|[\w-]+)$/;

/**
 * The base URL of another system's API, without a slash at its end. Plain HTTP would expose the API key to the network,
 * so it is only accepted for hosts without a dot, which are on the local network.
 */
export function apiUrl(example: string): Reading<string> {
  return reading((given, complain) => {
    const bad = (): never => complain(`must be an address such as ${example} (without https only on the own network)`);
    if (!URL.canParse(given)) return bad();
    const { protocol, hostname, search, hash, username } = new URL(given);
    const safe = protocol === 'https:' || (protocol === 'http:' && NEAR.test(hostname));
    return safe && search === '' && hash === '' && username === '' ? given.replace(/\/+$/, '') : bad();
  });
}

/**
 * An instant with its time zone, read as milliseconds since 1970. Without a zone, it would mean another instant on
 * every machine.
 */
export const instant: Reading<number> = reading((given, complain) => {
  const named = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(given);
  const value = named ? Date.parse(given) : Number.NaN;
  return Number.isNaN(value)
    ? complain('must be a date and time with its offset, such as 2026-12-01T00:00:00+01:00')
    : value;
});

/** An IANA time zone. */
export const timeZone: Reading<string> = reading((given, complain) =>
  isTimeZone(given) ? given : complain('must be an IANA time zone, such as Europe/Berlin'),
);

/** `on` or `off`. */
export const onOrOff: Reading<boolean> = choice(['on', 'off']).transform(
  (value) => value === 'on',
) as unknown as Reading<boolean>;
