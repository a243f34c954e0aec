import type { OdooConfig } from '../config.ts';

/**
 * The page of a ticket in Odoo, for people who may sign in there. Every version knows this form of address; newer ones
 * redirect to their own.
 * @param ticketId as the ticket desk gave it
 */
export function odooTicketUrl(
  { connection, model }: Pick<OdooConfig, 'connection' | 'model'>,
  ticketId: string,
): string {
  const record = new URLSearchParams({ id: ticketId, model, view_type: 'form' });
  return `${connection.url.replace(/\/+$/, '')}/web#${record}`;
}
