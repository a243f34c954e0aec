/** Error messages of the API, by error code. Each says what to do next where the reader can do something. */
export const problems = {
  invalid_request: 'The request holds invalid values; “issues” says which.',
  invalid_json: 'The body is not readable JSON. Send a JSON object in UTF-8.',
  unsupported_media_type: 'This kind of body is not accepted here; “issues” says which is.',
  payload_too_large: 'The body is too large. Send less.',
  unauthenticated: 'Please sign in; the credentials are missing, expired or not valid.',
  forbidden: 'Your account may not do this. Sign in with one that may.',
  cross_origin: 'The request came from another site. Try again from our own page.',
  unknown_account: 'There is no active partner for this account. Please ask support.',
  login_loop: 'The portal’s sign-in does not arrive here. Please ask support.',
  not_found: 'Nothing was found at this address.',
  method_not_allowed: 'There is no such method here; the “Allow” header names those there are.',
  not_acceptable: 'The answer can’t be sent in any form asked for; “Accept-Encoding” must allow br, gzip or identity.',
  rate_limited: 'Too many requests. Try again after the time in “Retry-After”.',
  unavailable: 'This is not possible right now. Try again in a moment.',
  not_ready: 'This process takes no requests yet.',
  not_alive: 'This process stands still and has to be started again.',
  internal: 'Something went wrong on our side. Try again later; the “X-Request-Id” helps us find it.',
  already_processed: 'This booking has already been answered.',
  cancelled: 'This booking was cancelled.',
  event_started: 'The event has started; the booking can no longer be changed.',
  order_being_changed: 'The order is being changed. Try again later.',
  expired: 'The link has expired. The portal still works.',
  no_event_date: 'This course has no date yet; you can say yes in advance once it has one.',
  not_confirmed: 'This booking is open; there is nothing to take back.',
  unknown_reason: 'There is no such decline reason. Choose one of those on offer.',
  notes_required: 'This reason needs a note.',
};

/** Messages for an invalid field. */
export const issues = {
  missing: 'is missing',
  wrong_type: 'is of the wrong type',
  too_short: 'is too short',
  too_long: 'is too long',
  too_small: 'is too small',
  too_big: 'is too big',
  not_allowed: 'has none of the possible values',
  malformed: 'does not have the expected form',
  unknown_field: 'is not known here; leave it out',
  repeated: 'may be given only once',
  control_characters: 'contains control characters',
  not_a_day: 'is no day of the calendar',
  before_from: 'lies before “from”',
  not_utf8: 'is not valid UTF-8',
  too_deep: 'is nested too deep',
  proto_key: 'contains the forbidden name “__proto__”',
  not_compressed: 'must be absent: send uncompressed',
  must_be_json: 'must be application/json in UTF-8',
  must_be_form: 'must be application/x-www-form-urlencoded in UTF-8',
  unknown_reason: 'is none of the reasons on offer',
  notes_required: 'is needed with this reason',
};

/** Prefix of the list of values that a field accepts. */
export const expected: string = 'expected';

/** Messages of successful answers, sent along with their data. */
export const successes = {
  confirmed: 'The booking is confirmed.',
  declined: 'The booking is declined. The support ticket for the rebooking is there.',
  declined_ticket_follows: 'The booking is declined. The support ticket follows; its number comes by e-mail.',
  reopened: 'The answer is taken back; the booking waits for your answer again.',
  reopened_asked: 'The answer is taken back; the partner is being asked again.',
  reopened_call: 'The answer is taken back; the partner is on the phone list.',
  standing_yes_given: 'New bookings of this course date are now confirmed automatically.',
  standing_yes_revoked: 'The yes in advance is taken back; we ask you for new bookings again.',
  resent: 'The delivery is being tried again.',
  address_cleared: 'The address counts again; open requests are being sent.',
};
