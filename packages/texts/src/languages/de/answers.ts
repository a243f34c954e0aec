/** Error messages of the API, by error code. Each says what to do next where the reader can do something. */
export const problems = {
  invalid_request: 'Die Anfrage enthält ungültige Angaben; welche, steht unter „issues“.',
  invalid_json: 'Der Inhalt ist kein lesbares JSON. Bitte ein JSON-Objekt in UTF-8 senden.',
  unsupported_media_type: 'Diese Art von Inhalt wird hier nicht angenommen; welche, steht unter „issues“.',
  payload_too_large: 'Der Inhalt ist zu groß. Bitte weniger senden.',
  unauthenticated: 'Bitte melden Sie sich an; die Anmeldung fehlt, ist abgelaufen oder gilt nicht.',
  forbidden: 'Ihr Zugang reicht dafür nicht. Bitte mit dem passenden Zugang anmelden.',
  cross_origin: 'Die Anfrage kam von einer fremden Seite. Bitte von unserer Seite aus erneut versuchen.',
  unknown_account: 'Zu diesem Konto gibt es hier keinen aktiven Partner. Bitte an den Support wenden.',
  login_loop: 'Die Anmeldung des Portals kommt hier nicht an. Bitte an den Support wenden.',
  not_found: 'Das gibt es hier nicht.',
  method_not_allowed: 'Diese Methode gibt es hier nicht; welche es gibt, steht im Kopf „Allow“.',
  not_acceptable: 'Keine der verlangten Formen gibt es hier; „Accept-Encoding“ muss br, gzip oder identity zulassen.',
  key_reused:
    'Dieser „Idempotency-Key“ gehört schon zu einer anderen Anfrage. Bitte zu jeder neuen Anfrage einen neuen senden.',
  request_at_work: 'Dieselbe Anfrage wird gerade bearbeitet. Bitte nach der Zeit in „Retry-After“ noch einmal senden.',
  rate_limited: 'Zu viele Anfragen. Bitte nach der Zeit in „Retry-After“ erneut versuchen.',
  unavailable: 'Das ist gerade nicht möglich. Bitte gleich noch einmal versuchen.',
  not_ready: 'Dieser Prozess nimmt noch keine Anfragen an.',
  not_alive: 'Dieser Prozess steht still und muss neu gestartet werden.',
  internal:
    'Bei uns ist ein Fehler aufgetreten. Bitte später erneut versuchen; die „X-Request-Id“ hilft bei der Suche.',
  already_processed: 'Diese Buchung wurde bereits beantwortet.',
  cancelled: 'Diese Buchung wurde storniert.',
  event_started: 'Der Kurs hat bereits begonnen; die Buchung kann nicht mehr geändert werden.',
  order_being_changed: 'Die Bestellung wird gerade geändert. Bitte später erneut versuchen.',
  changed_meanwhile:
    'Termin oder Personenzahl haben sich inzwischen geändert. Bitte die Buchung ansehen und noch einmal antworten.',
  expired: 'Der Link ist abgelaufen. Im Portal geht es weiterhin.',
  no_event_date: 'Dieser Kurs hat noch keinen Termin; im Voraus zusagen geht erst mit einem.',
  not_confirmed: 'Diese Buchung ist offen; es gibt nichts zurückzunehmen.',
  unknown_reason: 'Diesen Ablehnungsgrund gibt es nicht. Bitte einen der angebotenen wählen.',
  notes_required: 'Zu diesem Grund wird eine Anmerkung benötigt.',
  nothing_to_call: 'Keine Buchung dieses Partners braucht noch einen Anruf.',
  claimed_by_other: 'Jemand anderes ruft diesen Partner gerade an.',
  called_meanwhile:
    'Inzwischen hat jemand anderes diesen Partner angerufen. Bitte zuerst ansehen, was dabei herauskam.',
  not_claimed: 'Dieser Anruf ist nicht Ihrer, oder seine Zeit ist um. Bitte neu übernehmen.',
  address_changed: 'Der Partner hat inzwischen eine andere Adresse. Bitte zuerst ansehen, ob sie stimmt.',
  call_back_past: 'Die Zeit des Rückrufs liegt in der Vergangenheit.',
  call_back_after_event: 'Die Zeit des Rückrufs liegt nach dem Kurs.',
};

/** Messages for an invalid field. */
export const issues = {
  missing: 'fehlt',
  wrong_type: 'hat die falsche Art',
  too_short: 'ist zu kurz',
  too_long: 'ist zu lang',
  too_small: 'ist zu klein',
  too_big: 'ist zu groß',
  not_allowed: 'hat keinen der möglichen Werte',
  malformed: 'hat nicht die erwartete Form',
  unknown_field: 'ist hier unbekannt; bitte weglassen',
  repeated: 'darf nur einmal vorkommen',
  control_characters: 'enthält Steuerzeichen',
  not_a_day: 'ist kein Tag im Kalender',
  before_from: 'liegt vor „from“',
  not_utf8: 'ist kein gültiges UTF-8',
  too_deep: 'ist zu tief verschachtelt',
  proto_key: 'enthält den unzulässigen Namen „__proto__“',
  not_compressed: 'muss fehlen: unkomprimiert senden',
  must_be_json: 'muss application/json in UTF-8 sein',
  must_be_form: 'muss application/x-www-form-urlencoded in UTF-8 sein',
  unknown_reason: 'ist kein angebotener Grund',
  notes_required: 'wird zu diesem Grund benötigt',
  used_before: 'gehört schon zu einer anderen Anfrage',
  in_the_past: 'liegt in der Vergangenheit',
  after_event: 'liegt nach dem Kurs',
};

/** Prefix of the list of values that a field accepts. */
export const expected: string = 'erwartet';

/** Messages of successful answers, sent along with their data. */
export const successes = {
  confirmed: 'Die Buchung ist bestätigt.',
  declined: 'Die Buchung ist abgelehnt. Das Support-Ticket zur Umbuchung ist angelegt.',
  declined_ticket_follows: 'Die Buchung ist abgelehnt. Das Support-Ticket folgt; seine Nummer kommt per E-Mail.',
  reopened: 'Die Antwort ist zurückgenommen; die Buchung wartet wieder auf Ihre Antwort.',
  reopened_asked: 'Die Antwort ist zurückgenommen; der Partner wird noch einmal gefragt.',
  reopened_call: 'Die Antwort ist zurückgenommen; der Partner steht unter „Anrufe“.',
  standing_yes_given: 'Neue Buchungen für diesen Termin werden jetzt automatisch bestätigt.',
  standing_yes_revoked: 'Die Zusage im Voraus ist zurückgenommen; neue Buchungen fragen wir wieder an.',
  call_claimed: 'Der Anruf ist Ihrer.',
  call_released: 'Der Anruf ist wieder frei.',
  call_kept: 'Das Ergebnis des Anrufs ist festgehalten.',
  resent: 'Die Sendung wird erneut versucht.',
  address_cleared: 'Die Adresse gilt wieder; offene Anfragen werden gesendet.',
  address_corrected: 'Die Adresse ist korrigiert; offene Anfragen werden an sie gesendet.',
};
