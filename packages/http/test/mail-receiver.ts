import { z } from 'zod';
import type { MailReportReceiver } from '../src/index.ts';

/** The headers of a request, as the test provider sends it. */
export const SIGNED = { 'X-Provider-Signature': 'signature', 'X-Provider-Timestamp': '1700000000' };

/** A receiver of delivery reports for tests. */
export function aReceiver(
  read: MailReportReceiver['read'] = () => ({ type: 'read', reports: [] }),
): MailReportReceiver {
  return {
    provider: 'sendgrid',
    signature: { name: 'X-Provider-Signature', description: 'Over timestamp and body.', example: 'signature' },
    signedWith: [{ name: 'X-Provider-Timestamp', description: 'Seconds since 1970.', example: '1700000000' }],
    expected: 'a signature',
    body: z
      .array(z.looseObject({ event: z.string().meta({ description: 'What happened.' }) }))
      .meta({ examples: [[{ event: 'bounce' }]] }),
    read,
  };
}
