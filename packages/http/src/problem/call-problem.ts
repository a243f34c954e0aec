import {
  type CalledMeanwhile,
  type CallReportRefusal,
  type ClaimedByOther,
  type NotClaimed,
  type NotFound,
  type NothingToCall,
  unreachable,
} from '@miomente/booking-domain';
import { HttpProblem } from './http-problem.ts';
import { refusalProblem } from './problem-of.ts';

/** Every refusal of a claim, its release or an outcome. */
export type AnyCallRefusal =
  | NotFound
  | NothingToCall
  | ClaimedByOther
  | CalledMeanwhile
  | NotClaimed
  | CallReportRefusal;

/**
 * The answer to a refusal.
 * @param reasons the codes of decline reasons on offer, for an unknown one
 */
export function callProblem(refusal: AnyCallRefusal, reasons: readonly string[] = []): HttpProblem {
  switch (refusal.code) {
    case 'not_found':
    case 'nothing_to_call':
    case 'not_claimed':
    case 'claimed_by_other':
    case 'called_meanwhile':
      return new HttpProblem(refusal.code);
    case 'call_back_past':
      return new HttpProblem('call_back_past', { issues: [{ path: 'body.at', code: 'in_the_past' }] });
    case 'call_back_after_event':
      return new HttpProblem('call_back_after_event', { issues: [{ path: 'body.at', code: 'after_event' }] });
    case 'call_back_missing':
      return new HttpProblem('invalid_request', { issues: [{ path: 'body.at', code: 'missing' }] });
    case 'note_missing':
      return new HttpProblem('invalid_request', { issues: [{ path: 'body.note', code: 'missing' }] });
    case 'answers_missing':
      return new HttpProblem('invalid_request', { issues: [{ path: 'body.answers', code: 'missing' }] });
    case 'unknown_reason':
      return refusalProblem({ code: refusal.code }, reasons);
    case 'notes_required':
      return new HttpProblem('notes_required', { issues: [{ path: 'body.note', code: 'notes_required' }] });
    default:
      return unreachable(refusal);
  }
}
