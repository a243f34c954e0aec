import type { Instant } from '../time/instant.ts';
import type { Actor } from './actor.ts';

/** The partner wrote, by answering a mail. The text is kept beside the booking (replies#note). */
export interface PartnerWrote {
  readonly type: 'partner_wrote';
  readonly at: Instant;
  readonly actor: Extract<Actor, { type: 'partner' }>;
}

/** Somebody of the office has read what the partner wrote (replies#flag). */
export interface ReplyRead {
  readonly type: 'reply_read';
  readonly at: Instant;
  readonly actor: Extract<Actor, { type: 'manager' }>;
}
