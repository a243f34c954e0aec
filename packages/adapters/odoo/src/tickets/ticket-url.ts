import type { OdooConfig } from '../config.ts';

/**
 * The page of a ticket in Odoo, for people who may sign in there. Every version knows this form of address; newer ones
 * redirect to their own.
 * @param recordId Odoo's own id; the number that people use is another where tickets are numbered
 */
export function odooRecordUrl(
  { connection, model }: Pick<OdooConfig, 'connection' | 'model'>,
  recordId: number,
): string {
  const record = new URLSearchParams({ id: String(recordId), model, view_type: 'form' });
  return `${connection.url.replace(/\/+$/, '')}/web#${record}`;
}
