import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import type { HttpContext } from '../request/context.ts';
import type { FailureLine } from './http-log.ts';
import { routeOf } from './route-of.ts';
import { SafeError } from './safe-error.ts';

/** So many frames of where it happened. */
const MAX_FRAMES = 8;

/**
 * What may be logged of an error. A message may quote what it failed on, a customer's name or a
 * row, so only those are kept that are safe by contract; the place in the code always is.
 */
export function failureLine(ctx: HttpContext, error: unknown): FailureLine {
  const { requestId } = ctx.state;
  const about = { requestId, method: ctx.method, route: routeOf(ctx) };
  if (!(error instanceof Error)) return { ...about, error: typeof error, reason: null, at: [] };
  return { ...about, error: error.constructor.name, reason: safeReason(error), at: framesOf(error) };
}

function safeReason(error: Error): string | null {
  const safe = [TransientFailure, PermanentFailure, SafeError].some((kind) => error instanceof kind);
  return safe ? error.message : null;
}

/** The frames only: the text before them repeats the message, which may have several lines. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  return stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim().slice('at '.length));
}

const FRAME = /^ {4}at \S.*:\d+:\d+\)?$/;
