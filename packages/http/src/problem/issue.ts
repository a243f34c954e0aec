/** What can be wrong with one field; `problem/phrases.ts` has the words. */
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
  | 'notes_required';

/** One thing that is wrong with what was sent. */
export interface Issue {
  /** Where: `query.page`, `body.reason`, `params.id`, `headers.content-type`. */
  readonly path: string;
  readonly code: IssueCode;
  /** What would be right, where it can be said shortly: a type, a limit, the values to choose from. */
  readonly expected?: string;
}
