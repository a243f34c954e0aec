import { expect, it } from 'vitest';
import { odooRecordUrl } from '../src/tickets/ticket-url.ts';

it.each(['https://odoo.example.org', 'https://odoo.example.org/'])(
  'api#ticket-links: a ticket’s page below %s',
  (url) => {
    const connection = { url, timeoutMs: 1, largestAnswerBytes: 1 };
    expect(odooRecordUrl({ connection, model: 'helpdesk.ticket' }, 42)).toBe(
      'https://odoo.example.org/web#id=42&model=helpdesk.ticket&view_type=form',
    );
  },
);
