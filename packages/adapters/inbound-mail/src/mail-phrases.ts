/**
 * What mail programs write around quotations and beneath mails, in German and English. Every pattern is bounded, since
 * anybody may send a text.
 * @module
 */

/** Above a quoted or forwarded mail: Outlook, Gmail. */
export const SEPARATOR: RegExp =
  /^-{2,20}\s?(?:original message|original appointment|forwarded message|ursprüngliche nachricht|originalnachricht|original-nachricht|ursprünglicher termin|weitergeleitete nachricht)\s?-{2,20}$/i;

/** Above a forwarded mail: Apple Mail. */
export const FORWARDED: RegExp =
  /^(?:begin forwarded message|anfang der weitergeleiteten nachricht|beginn der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail):$/i;

/** The first of a quoted mail's headers. */
export const HEADER_START: RegExp = /^(?:von|from|gesendet von|sent by)\s?:\s?\S/i;
/** The others. */
export const HEADER_LINE: RegExp =
  /^(?:gesendet(?: am)?|datum|an|betreff|cc|kopie|antwort an|sent|date|to|subject|reply-to|priorität|importance)\s?:/i;

/** "Am … schrieb …:", with a date and an hour or an address in it, so that nobody's own sentence is taken for one. */
export const ATTRIBUTIONS: readonly RegExp[] = [
  /^am .{4,200}(?:\d:\d\d|<).{0,200}\bschrieb\b.{0,200}:$/i,
  /^am .{4,120}\bschrieb\b.{0,200}(?:<|\d:\d\d).{0,200}:$/i,
  /^.{1,200}\bschrieb am\b.{4,120}\d:\d\d.{0,40}:$/i,
  /^on .{4,200}(?:\d:\d\d|<).{0,200}\bwrote\s?:$/i,
  /^.{1,200}\bwrote on\b.{4,120}\d:\d\d.{0,40}:$/i,
];

/** What a phone's mail program adds. */
export const MOBILE: RegExp =
  /^(?:von meine[mr] .{2,40} (?:gesendet|aus gesendet)|gesendet (?:von|mit|aus|über) (?:mein(?:em|er)|outlook|mail|der|yahoo|gmx|web\.de).{0,80}|sent (?:from|via|with) (?:my |outlook|mail|yahoo|gmail).{0,80}|diese nachricht wurde von meine[mr] .{2,60} gesendet|(?:get|holen sie sich|laden sie) outlook (?:for|für) (?:ios|android).{0,80}|outlook (?:for|für) (?:ios|android)(?: beziehen| herunterladen)?.{0,80})\.?$/i;

/** How mails end before the name. */
export const CLOSING: RegExp =
  /^(?:(?:mit )?(?:viele[n]?|lieben?|beste[n]?|herzliche[n]?|freundliche[n]?|schöne[n]?|sonnige[n]?) (?:lieben? )?grü(?:ß|ss)e?n?|gruß|grüße|mfg|lg|vg|bg|(?:best|kind|warm|many)(?: kind)? regards|regards|best wishes|all the best|cheers|sincerely|yours sincerely)(?: (?:aus|from) .{2,40})?[,.!]?$/i;

/** What stands on a card: telephone, address of mail or web, place, form of company. */
export const CONTACT: RegExp =
  /(?:\b(?:tel|telefon|phone|mobil|mobile|fon|fax|handy)\b\.?:?|@[\w-]+\.|\bwww\.|https?:\/\/|\bgmbh\b|\b\d{5} \p{L}|\+\d{2}[\d ()/-]{5})/iu;

/** What people add beneath their name. */
export const POSTSCRIPT: RegExp = /^p\.?\s?s\.?\b/i;
