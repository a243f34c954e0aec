import { figure, minute } from './clock.ts';
import { anyOf, firstOf, mapped, marks, optional, type Parser, sequence, tight, token, words } from './parser.ts';

const MAX_OFFSET = 14 * 60;
const NAMED_ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  mez: 60,
  cet: 60,
  mesz: 120,
  cest: 120,
};
const offsetHour = figure(2, 2, 14);
const offsetDigits: Parser<number> = firstOf(
  mapped(sequence(offsetHour, optional(tight(marks(':'))), tight(minute)), ([h, , m]) => h * 60 + m),
  mapped(figure(4, 4, 1400), (hhmm) => (hhmm % 100 < 60 ? Math.floor(hhmm / 100) * 60 + (hhmm % 100) : undefined)),
  offsetHour,
);
const signed = (sign: Parser<string>, offset: Parser<number>): Parser<number> =>
  mapped(sequence(sign, tight(offset)), ([mark, minutes]) =>
    minutes <= MAX_OFFSET ? (mark === '-' ? -minutes : minutes) : undefined,
  );
const namedZone: Parser<number> = firstOf(
  mapped(
    sequence(
      words('utc', 'gmt'),
      signed(
        marks('+-'),
        anyOf(
          offsetDigits,
          mapped(figure(1, 1, 9), (h) => h * 60),
        ),
      ),
    ),
    ([, offset]) => offset,
  ),
  token('word', (text) => NAMED_ZONES[text]),
);
/** After a time in a text for people: there, `-05:00` is the end of a range. */
export const zone: Parser<number> = anyOf(namedZone, signed(marks('+'), offsetDigits));
/** In an ISO instant, where a minus never means a range. */
export const isoZone: Parser<number> = firstOf(namedZone, signed(marks('+-'), offsetDigits));
/** `18:00:00-05:00` may be either: a database writes it as a zone, a person as a range. */
export const tightMinus: Parser<number> = tight(signed(marks('-'), offsetDigits));
