import type { MailReport } from '@miomente/booking-domain';
import type { z } from 'zod';
import type { DescribedHeader } from '../../guard/gate.ts';

/** A request as the provider made it. */
export interface MailReportRequest {
  /** A header by its name, in whatever case; empty when it is not there. */
  readonly header: (name: string) => string;
  /** Every byte of the body as it came. */
  readonly rawBody: Uint8Array;
}

/**
 * What a request of a mail provider is.
 * - `refused`: the provider did not sign it, or too long ago
 * - `unreadable`: signed, and yet not readable
 */
export type ReadMailReports = (
  request: MailReportRequest,
) =>
  | { readonly type: 'refused' }
  | { readonly type: 'unreadable' }
  | { readonly type: 'read'; readonly reports: readonly MailReport[] };

/** How one mail provider reports what became of mails. Its adapter brings it; nobody else knows its headers. */
export interface MailReportReceiver {
  /** The end of the address that the provider calls: `/api/webhooks/<provider>`. */
  readonly provider: string;
  readonly signature: DescribedHeader;
  /** Headers that are signed with the body. Without one of them a request is refused and its body not read. */
  readonly signedWith: readonly DescribedHeader[];
  /** What whoever is refused is told, in words that follow "expected". */
  readonly expected: string;
  /** What the provider sends, for the description of the API. */
  readonly body: z.ZodType;
  /** Null where the product has no key for it: the address answers 404. */
  readonly read: ReadMailReports | null;
}
