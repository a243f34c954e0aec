import type { RateBucket } from '@miomente/booking-domain';
import type { ProblemCode } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';

/** A header, for the API description. */
export interface DescribedHeader {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

/** Who may use a route. */
export interface Gate<Who> {
  /** How a client authenticates, for the API description. */
  readonly scheme: 'portal' | 'webhook' | 'mail_provider' | 'inbound_mail' | 'cron' | 'events' | 'open';
  /** Who is let in, for the list of addresses. */
  readonly who: string;
  /** The limit that each request counts towards; null where none does. */
  readonly limit: RateBucket | null;
  /** The signature scheme, when the gate has its own; `name` is the scheme's name in the description. */
  readonly signature?: {
    readonly name: string;
    readonly header: DescribedHeader;
    /** Headers that are signed with the body. */
    readonly signedWith: readonly DescribedHeader[];
  };
  /** Whether unknown query parameters and body keys are refused (api#envelope). */
  readonly strict: boolean;
  /** A name of who was let in, which nobody else has; only where requests may have a key (api#idempotency-key). */
  readonly caller?: (who: Who) => string;
  /** The codes of refusals by {@link enter}. */
  readonly problems: readonly ProblemCode[];
  /**
   * Accepts a request, or throws an HttpProblem.
   * @param body reads the body's bytes, for signatures over them
   */
  enter(ctx: HttpContext, body: () => Promise<Buffer>): Promise<Who>;
}

/** Accepts every request. */
export const open: Gate<undefined> = {
  scheme: 'open',
  who: 'everybody',
  limit: null,
  strict: false,
  problems: [],
  enter: async () => undefined,
};
