import type { PortIdentifier } from '@miomente/booking-domain';
import type { HttpDeps, HttpSettings } from '@miomente/booking-http';
import { LOCAL } from '@miomente/booking-local';
import type { Container } from 'inversify';
import { mailSettings } from '../wiring/foreign-modules.ts';
import { take } from '../wiring/provide.ts';
import type { WebhookTarget } from './announce.ts';
import { makeSampleDesk } from './sample-desk.ts';

/**
 * Loads the try-out's pages, over the stand-ins. Only when all external systems are stand-ins: its package is read
 * here and nowhere else, so that production never loads it (running#try-out-stays-out).
 * @param webhook where the page that places orders announces them
 * @param inboundMail where the mailbox hands in answers to mails; null for nowhere
 */
export async function loadTryOut(
  container: Container,
  settings: HttpSettings,
  webhook: WebhookTarget,
  inboundMail: WebhookTarget | null,
): Promise<HttpDeps['sample']> {
  const { makeMailPreviews, tryOut } = await import('@miomente/booking-try-out');
  const get = <Bound>(identifier: PortIdentifier<Bound>): Bound => take(container, identifier);
  return tryOut(
    makeSampleDesk({
      shop: get(LOCAL.shop),
      mailbox: get(LOCAL.mailbox),
      ticketDesk: get(LOCAL.ticketDesk),
      previews: makeMailPreviews({ publicUrl: settings.publicUrl, mail: mailSettings(settings) }),
      webhook: () => webhook,
      inboundMail,
    }),
  );
}
