import {
  auditEntry,
  type BookingChange,
  type BundleKey,
  bundleFor,
  type OutboxMessage,
} from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import { rowOf } from './write-booking.ts';

/** The changes, their events and their messages, as parameters of the commit statement. */
export function commitParameters(changes: readonly BookingChange[]): readonly [string, string, string] {
  return [json(changes.map(given)), json(changes.flatMap(events)), json(changes.flatMap(messages))];
}

function given(change: BookingChange, n: number): object {
  const { id, version } = change.type === 'update' ? change.before : { id: null, version: null };
  const claim = change.type === 'create' ? change.standingYes : undefined;
  const standing = claim === undefined ? {} : { standing_yes_id: claim.id, standing_yes_version: claim.version };
  const wrote = change.type === 'update' ? change.reply : undefined;
  const reply =
    wrote === undefined ? {} : { reply_key: wrote.mailKey, reply_at: toSql(wrote.at), reply_text: wrote.text };
  return { ...rowOf(change.booking, change.nextSweepAt), n, id, version, ...standing, ...reply };
}

function events(change: BookingChange, n: number): readonly object[] {
  return change.events.map(auditEntry).map(({ type, at, actor, channel, details }, place) => ({
    n,
    place,
    type,
    happened_at: toSql(at),
    actor_type: actor.type,
    actor: actor.type === 'partner' ? actor.customerNumber : actor.type === 'manager' ? actor.address : null,
    channel,
    details,
  }));
}

function messages(change: BookingChange, n: number): readonly object[] {
  const created_at = toSql(change.events.at(-1)?.at ?? null);
  return change.messages.map((message, place) => ({ n, place, ...messageOf(message, change.bundle), created_at }));
}

function messageOf(message: OutboxMessage, bundle: BundleKey | undefined): object {
  return {
    kind: message.type,
    mail: message.type === 'send_mail' || message.type === 'expedite_mail' ? message.mail : null,
    content: message,
    bundle: message.type === 'send_mail' ? bundleFor(message.mail, bundle) : null,
    after_ms: message.type === 'send_mail' || message.type === 'tell_customer' ? message.afterMs : null,
  };
}

/** PostgreSQL can store neither NUL nor unpaired surrogates; a shop's text may contain them. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD') : part,
  );
}
