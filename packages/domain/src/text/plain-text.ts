/** Direction overrides and isolates: they make the rest of a line read backwards. Right-to-left letters stay. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Unpaired surrogates, which no database can store. */
const HALF = /\p{Surrogate}/gu;
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
const CONTROLS_WITHIN_LINES = /(?![\n\t])[\p{Cc}\u2028\u2029]/gu;

/**
 * A name or another line of untrusted text, without control characters and direction overrides (orders#clean-names).
 */
export function plainLine(text: string): string {
  return withoutTurning(text).replace(CONTROLS, ' ');
}

/**
 * The same for text of several lines. Line breaks (as `\n`) and tabs stay.
 */
export function plainText(text: string): string {
  return withoutTurning(text).replaceAll('\r\n', '\n').replace(CONTROLS_WITHIN_LINES, ' ');
}

function withoutTurning(text: string): string {
  return text.replace(HALF, '\ufffd').replace(TURNING, '');
}
