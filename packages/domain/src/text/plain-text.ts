/** Embeddings, overrides and isolates make the rest of a line read backwards; plain right-to-left letters stay. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Halves of characters, which no database keeps. */
const HALF = /\p{Surrogate}/gu;
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
const CONTROLS_WITHIN_LINES = /(?![\n\t])[\p{Cc}\u2028\u2029]/gu;

/** A name or another line from outside, without control characters and direction overrides (orders#clean-names). */
export function plainLine(text: string): string {
  return withoutTurning(text).replace(CONTROLS, ' ');
}

/** The same for what may have several lines: line breaks, as `\n`, and tabs stay. */
export function plainText(text: string): string {
  return withoutTurning(text).replaceAll('\r\n', '\n').replace(CONTROLS_WITHIN_LINES, ' ');
}

function withoutTurning(text: string): string {
  return text.replace(HALF, '\ufffd').replace(TURNING, '');
}
