import { isTimeZone } from '@miomente/booking-domain';
import { z } from 'zod';

/** The reading of one variable: text or nothing in, a value or an issue out. */
export type Field<Value> = z.ZodType<Value, string | undefined>;

type Complain = (message: string) => never;

/** A variable with a value for its absence. `read` complains in words that follow the variable's name. */
export function field<Value>(absent: Value, read: (text: string, complain: Complain) => Value): Field<Value> {
  return z
    .string()
    .optional()
    .transform((text, context) => {
      const complain: Complain = (message) => {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      return text === undefined ? absent : read(text, complain);
    });
}

export function text<Absent>(absent: Absent): Field<string | Absent> {
  return field<string | Absent>(absent, (given) => given);
}

/** A number from `least` to `most`, whole unless it is a length of time. */
export function number(
  absent: number,
  { unit, least, most, whole = true }: { unit: string; least: number; most: number; whole?: boolean },
): Field<number> {
  return field(absent, (given, complain) => {
    const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
    const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
    return fits ? value : complain(`must be ${whole ? 'a whole' : 'a'} number of ${unit} from ${least} to ${most}`);
  });
}

export function choice<Value extends string>(values: readonly Value[]): Field<Value | undefined> {
  return field<Value | undefined>(undefined, (given, complain) => {
    return values.find((value) => value === given) ?? complain(`must be one of: ${values.join(', ')}`);
  });
}

export function listOf<Value>(
  absent: readonly Value[],
  what: string,
  read: (item: string) => Value | undefined,
): Field<readonly Value[]> {
  return field(absent, (given, complain) => {
    const items = given.split(',').map((item) => item.trim());
    return items.map((item) => read(item) ?? complain(`must be a list of ${what}, separated by commas`));
  });
}

export function secret(least: number): Field<string | undefined> {
  return field<string | undefined>(undefined, (given, complain) => {
    return given.length >= least
      ? given
      : complain(`must have at least ${least} characters; make one with: openssl rand -hex 32`);
  });
}

export function url(protocols: readonly string[], example: string): Field<string | undefined> {
  return field<string | undefined>(undefined, (given, complain) => {
    const protocol = URL.canParse(given) ? new URL(given).protocol : '';
    return protocols.includes(protocol) ? given : complain(`must be an address such as ${example}`);
  });
}

/** A point in time with its zone, for without one it would mean something else on every machine. */
export const instant: Field<number | null> = field<number | null>(null, (given, complain) => {
  const named = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(given);
  const value = named ? Date.parse(given) : Number.NaN;
  return Number.isNaN(value)
    ? complain('must be a date and time with its offset, such as 2026-12-01T00:00:00+01:00')
    : value;
});

export const timeZone: Field<string> = field('Europe/Berlin', (given, complain) =>
  isTimeZone(given) ? given : complain('must be an IANA time zone, such as Europe/Berlin'),
);
