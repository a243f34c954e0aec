/** The possible issues of a field; `problem/phrases.ts` has their texts. */
export type IssueCode =
  | 'missing'
  | 'wrong_type'
  | 'too_short'
  | 'too_long'
  | 'too_small'
  | 'too_big'
  | 'not_allowed'
  | 'malformed'
  | 'unknown_field'
  | 'repeated'
  | 'control_characters'
  | 'not_a_day'
  | 'before_from'
  | 'not_utf8'
  | 'too_deep'
  | 'proto_key'
  | 'not_compressed'
  | 'must_be_json'
  | 'must_be_form'
  | 'unknown_reason'
  | 'notes_required'
  | 'in_the_past'
  | 'after_event'
  | 'used_before';

/** An issue of what was sent. */
export interface Issue {
  /** Where: `query.page`, `body.reason`, `params.id`, `headers.content-type`. */
  readonly path: string;
  readonly code: IssueCode;
  /** What would be valid, if it is short: a type, a limit, the possible values. */
  readonly expected?: string;
}
