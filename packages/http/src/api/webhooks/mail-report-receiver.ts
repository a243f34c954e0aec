import type { MailReport } from '@miomente/booking-domain';
import type { z } from 'zod';
import type { DescribedHeader } from '../../guard/gate.ts';

/** A request as the provider sent it. */
export interface MailReportRequest {
  /** A header by its name, in any case; empty when missing. */
  readonly header: (name: string) => string;
  /** The exact bytes of the body. */
  readonly rawBody: Uint8Array;
}

/**
 * The result of reading a mail provider's request.
 * - `refused`: not signed by the provider, or signed too long ago
 * - `unreadable`: signed, but unreadable
 */
export type ReadMailReports = (
  request: MailReportRequest,
) =>
  | { readonly type: 'refused' }
  | { readonly type: 'unreadable' }
  | { readonly type: 'read'; readonly reports: readonly MailReport[] };

/** How to receive one mail provider's delivery reports. Its adapter provides this; no other code knows its headers. */
export interface MailReportReceiver {
  /** The last part of the path that the provider calls: `/api/webhooks/<provider>`. */
  readonly provider: string;
  readonly signature: DescribedHeader;
  /** Headers that are signed with the body. Without one of them, a request is refused and its body not read. */
  readonly signedWith: readonly DescribedHeader[];
  /** The explanation in a refusal, written after "expected". */
  readonly expected: string;
  /** The schema of the body, for the API description. */
  readonly body: z.ZodType;
  /** Null when no key is configured: the address answers 404. */
  readonly read: ReadMailReports | null;
}
