import type { Language } from '@miomente/booking-domain';
import type { ProblemCode } from './http-problem.ts';
import type { Issue, IssueCode } from './issue.ts';

type Phrase = Readonly<Record<Language, string>>;

/** What an error answer says, by its code; each says what to do where something can be done. */
const PROBLEMS: Readonly<Record<ProblemCode, Phrase>> = {
  invalid_request: {
    de: 'Die Anfrage enthält ungültige Angaben; welche, steht unter „issues“.',
    en: 'The request holds invalid values; “issues” says which.',
  },
  invalid_json: {
    de: 'Der Inhalt ist kein lesbares JSON. Bitte ein JSON-Objekt in UTF-8 senden.',
    en: 'The body is not readable JSON. Send a JSON object in UTF-8.',
  },
  unsupported_media_type: {
    de: 'Diese Art von Inhalt wird hier nicht angenommen; welche, steht unter „issues“.',
    en: 'This kind of body is not accepted here; “issues” says which is.',
  },
  payload_too_large: {
    de: 'Der Inhalt ist zu groß. Bitte weniger senden.',
    en: 'The body is too large. Send less.',
  },
  unauthenticated: {
    de: 'Bitte melden Sie sich an; die Anmeldung fehlt, ist abgelaufen oder gilt nicht.',
    en: 'Please sign in; the credentials are missing, expired or not valid.',
  },
  forbidden: {
    de: 'Ihr Zugang reicht dafür nicht. Bitte mit dem passenden Zugang anmelden.',
    en: 'Your account may not do this. Sign in with one that may.',
  },
  cross_origin: {
    de: 'Die Anfrage kam von einer fremden Seite. Bitte von unserer Seite aus erneut versuchen.',
    en: 'The request came from another site. Try again from our own page.',
  },
  unknown_account: {
    de: 'Zu diesem Konto gibt es hier keinen aktiven Partner. Bitte an den Support wenden.',
    en: 'There is no active partner for this account. Please ask support.',
  },
  login_loop: {
    de: 'Die Anmeldung des Portals kommt hier nicht an. Bitte an den Support wenden.',
    en: 'The portal’s sign-in does not arrive here. Please ask support.',
  },
  not_found: { de: 'Das gibt es hier nicht.', en: 'Nothing was found at this address.' },
  method_not_allowed: {
    de: 'Diese Methode gibt es hier nicht; welche es gibt, steht im Kopf „Allow“.',
    en: 'There is no such method here; the “Allow” header names those there are.',
  },
  not_acceptable: {
    de: 'Keine der verlangten Formen gibt es hier; „Accept-Encoding“ muss br, gzip oder identity zulassen.',
    en: 'The answer can’t be sent in any form asked for; “Accept-Encoding” must allow br, gzip or identity.',
  },
  rate_limited: {
    de: 'Zu viele Anfragen. Bitte nach der Zeit in „Retry-After“ erneut versuchen.',
    en: 'Too many requests. Try again after the time in “Retry-After”.',
  },
  unavailable: {
    de: 'Das ist gerade nicht möglich. Bitte gleich noch einmal versuchen.',
    en: 'This is not possible right now. Try again in a moment.',
  },
  not_ready: {
    de: 'Dieser Prozess nimmt noch keine Anfragen an.',
    en: 'This process takes no requests yet.',
  },
  not_alive: {
    de: 'Dieser Prozess steht still und muss neu gestartet werden.',
    en: 'This process stands still and has to be started again.',
  },
  internal: {
    de: 'Bei uns ist ein Fehler aufgetreten. Bitte später erneut versuchen; die „X-Request-Id“ hilft bei der Suche.',
    en: 'Something went wrong on our side. Try again later; the “X-Request-Id” helps us find it.',
  },
  already_processed: {
    de: 'Diese Buchung wurde bereits beantwortet.',
    en: 'This booking has already been answered.',
  },
  cancelled: { de: 'Diese Buchung wurde storniert.', en: 'This booking was cancelled.' },
  event_started: {
    de: 'Der Kurs hat bereits begonnen; die Buchung kann nicht mehr geändert werden.',
    en: 'The event has started; the booking can no longer be changed.',
  },
  order_being_changed: {
    de: 'Die Bestellung wird gerade geändert. Bitte später erneut versuchen.',
    en: 'The order is being changed. Try again later.',
  },
  expired: {
    de: 'Der Link ist abgelaufen. Im Portal geht es weiterhin.',
    en: 'The link has expired. The portal still works.',
  },
  not_confirmed: {
    de: 'Diese Buchung ist offen; es gibt nichts zurückzunehmen.',
    en: 'This booking is open; there is nothing to take back.',
  },
  unknown_reason: {
    de: 'Diesen Ablehnungsgrund gibt es nicht. Bitte einen der angebotenen wählen.',
    en: 'There is no such decline reason. Choose one of those on offer.',
  },
  notes_required: {
    de: 'Zu diesem Grund wird eine Anmerkung benötigt.',
    en: 'This reason needs a note.',
  },
};

const ISSUES: Readonly<Record<IssueCode, Phrase>> = {
  missing: { de: 'fehlt', en: 'is missing' },
  wrong_type: { de: 'hat die falsche Art', en: 'is of the wrong type' },
  too_short: { de: 'ist zu kurz', en: 'is too short' },
  too_long: { de: 'ist zu lang', en: 'is too long' },
  too_small: { de: 'ist zu klein', en: 'is too small' },
  too_big: { de: 'ist zu groß', en: 'is too big' },
  not_allowed: { de: 'hat keinen der möglichen Werte', en: 'has none of the possible values' },
  malformed: { de: 'hat nicht die erwartete Form', en: 'does not have the expected form' },
  unknown_field: { de: 'ist hier unbekannt; bitte weglassen', en: 'is not known here; leave it out' },
  repeated: { de: 'darf nur einmal vorkommen', en: 'may be given only once' },
  control_characters: { de: 'enthält Steuerzeichen', en: 'contains control characters' },
  not_a_day: { de: 'ist kein Tag im Kalender', en: 'is no day of the calendar' },
  before_from: { de: 'liegt vor „from“', en: 'lies before “from”' },
  not_utf8: { de: 'ist kein gültiges UTF-8', en: 'is not valid UTF-8' },
  too_deep: { de: 'ist zu tief verschachtelt', en: 'is nested too deep' },
  proto_key: { de: 'enthält den unzulässigen Namen „__proto__“', en: 'contains the forbidden name “__proto__”' },
  not_compressed: { de: 'muss fehlen: unkomprimiert senden', en: 'must be absent: send uncompressed' },
  must_be_json: { de: 'muss application/json in UTF-8 sein', en: 'must be application/json in UTF-8' },
  must_be_form: {
    de: 'muss application/x-www-form-urlencoded in UTF-8 sein',
    en: 'must be application/x-www-form-urlencoded in UTF-8',
  },
  unknown_reason: { de: 'ist kein angebotener Grund', en: 'is none of the reasons on offer' },
  notes_required: { de: 'wird zu diesem Grund benötigt', en: 'is needed with this reason' },
};

/** Every code there is. */
export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

/** The sentence for an error's code. */
export function problemText(code: ProblemCode, language: Language): string {
  return PROBLEMS[code][language];
}

/** A field's fault in words. */
export function issueText({ code, expected }: Issue, language: Language): string {
  const text = ISSUES[code][language];
  if (expected === undefined) return text;
  return `${text} (${language === 'de' ? 'erwartet' : 'expected'}: ${expected})`;
}
