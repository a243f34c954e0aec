import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import type { HttpContext } from '../request/context.ts';
import type { FailureLine } from './http-log.ts';
import { routeOf } from './route-of.ts';
import { SafeError } from './safe-error.ts';

/** The number of stack frames. */
const MAX_FRAMES = 8;

/**
 * What a log may contain of an error. A message may quote a customer's name or a row, so only messages that are safe by
 * contract are kept; the place in the code always is safe.
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

/** Only the frames: the text before them repeats the message, which may have several lines. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  return stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim().slice('at '.length));
}

const FRAME = /^ {4}at \S.*:\d+:\d+\)?$/;
