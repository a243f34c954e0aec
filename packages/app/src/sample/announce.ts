import type { OrderId } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { CommandError } from '../process/command.ts';

/** The URL of the webhook, and its secret. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/**
 * Announces an order as a shop does: with the real webhook over HTTP and the real secret.
 * @throws CommandError when it was refused; the message says why
 */
export async function announceOrder({ url, secret }: WebhookTarget, orderId: OrderId): Promise<void> {
  const answer = await fetch(`${url}${paths.api.newOrder.at()}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: orderId }),
    signal: AbortSignal.timeout(15_000),
  });
  await answer.body?.cancel();
  if (answer.ok) return;
  const hint = answer.status === 401 ? ' Start both with the same WEBHOOK_SECRET or DATA_DIR.' : '';
  throw new CommandError(`${url} did not take the order (HTTP ${answer.status}).${hint}`);
}
