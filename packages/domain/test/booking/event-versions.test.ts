import { readdirSync, readFileSync } from 'node:fs';
import { auditEntry, BOOKING_EVENT_TYPES, EVENT_VERSIONS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { everyEvent } from './every-event.ts';

/** What an event of a type says in the trail, in which version; a line that changes is a new version. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  'booking_registered 1': ['historic', 'orderNumber'],
  'partner_asked 1': ['mail'],
  'confirmed 1': ['notes'],
  'declined 1': ['notes', 'reason'],
  'reopened 1': [],
  'reminded 1': ['step'],
  'mail_accepted 1': ['mail'],
  'mail_dropped 1': ['mail', 'reason'],
  'escalated 1': ['reason'],
  'cancelled 1': ['cause'],
  'details_changed 1': ['consequence', 'fields', 'participantsFrom', 'participantsTo'],
  'hold_changed 1': ['hold'],
  'flags_changed 1': ['flags'],
  'mail_reported 1': ['mail', 'outcome'],
  'ticket_opened 1': ['ticketId'],
  'answer_carried_over 1': ['answer', 'fromOrderItemId'],
  'token_replaced 1': [],
  'customer_informed 1': ['eventStartFor'],
  'called 1': ['callBackAt', 'note', 'outcome'],
  'partner_wrote 1': [],
  'reply_read 1': [],
};

describe('booking#event-versions: events have a version', () => {
  const events = everyEvent();

  it('every type of event has a version, a whole number from 1', () => {
    expect(new Set(BOOKING_EVENT_TYPES)).toEqual(new Set(events.map(({ type }) => type)));
    for (const version of Object.values(EVENT_VERSIONS)) {
      expect(Number.isSafeInteger(version)).toBe(true);
      expect(version).toBeGreaterThanOrEqual(1);
    }
  });

  it('what an event says changes with its version only', () => {
    const says = new Map<string, Set<string>>();
    for (const event of events) {
      const name = `${event.type} ${EVENT_VERSIONS[event.type]}`;
      const parts = says.get(name) ?? new Set<string>();
      for (const part of Object.keys(auditEntry(event).details)) parts.add(part);
      says.set(name, parts);
    }
    expect(Object.fromEntries([...says].map(([name, parts]) => [name, [...parts].sort()]))).toEqual(SAYS);
  });

  it('what releases kept is of types that are known still', () => {
    const folder = `${import.meta.dirname}/../histories`;
    const kept = readdirSync(folder)
      .filter((file) => file.endsWith('.jsonl'))
      .flatMap((file) => [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/"kept":\[([^\]]*)/g)])
      .flatMap(([, entries = '']) => [...entries.matchAll(/\{"type":"([a-z_]+)","at":/g)].map(([, type]) => type));
    expect(kept.length).toBeGreaterThan(100);
    for (const type of new Set(kept)) expect(BOOKING_EVENT_TYPES).toContain(type);
  });
});
