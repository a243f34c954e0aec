import type { ProblemCode } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';

/** A header, as the description of the API tells of it. */
export interface DescribedHeader {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

/** Who may use a route. */
export interface Gate<Who> {
  /** How a client shows who it is, for the description of the API. */
  readonly scheme: 'portal' | 'webhook' | 'mail_provider' | 'cron' | 'open';
  /** How requests are signed, where it is the gate's own way; `name` is the way's own in the description. */
  readonly signature?: {
    readonly name: string;
    readonly header: DescribedHeader;
    /** Headers beside it that are signed with the body. */
    readonly signedWith: readonly DescribedHeader[];
  };
  /** Whether unknown query parameters and body keys are refused (api#envelope). */
  readonly strict: boolean;
  /** Codes that {@link enter} may refuse with. */
  readonly problems: readonly ProblemCode[];
  /**
   * Lets a request in, or throws an HttpProblem.
   * @param body reads the body's bytes, for signatures over them
   */
  enter(ctx: HttpContext, body: () => Promise<Buffer>): Promise<Who>;
}

/** Lets everybody in. */
export const open: Gate<undefined> = { scheme: 'open', strict: false, problems: [], enter: async () => undefined };
