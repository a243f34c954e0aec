import {
  type Clock,
  DEFAULT_ORDER_POLICY,
  DEFAULT_POLICY,
  DEFAULT_PRESS_POLICY,
  type UseCasePorts,
  type UseCaseSettings,
  type UseCases,
  useCases,
} from '@miomente/booking-domain';
import type { PersistencePorts } from '../harness.ts';
import { testLinks } from '../portal-links.ts';
import { MemoryMailer } from './memory-mailer.ts';
import { MemoryOrderSource } from './memory-order-source.ts';
import { MemoryReplyAddresses } from './memory-reply-addresses.ts';
import { MemoryTicketDesk } from './memory-ticket-desk.ts';
import { MemoryTimer } from './memory-timer.ts';
import { MemoryTokenMint } from './memory-token-mint.ts';
import { SeededRandom } from './seeded-random.ts';
import { SettableClock } from './settable-clock.ts';

/** A database's ports and a clock, and whatever else a test wants to watch or to set. */
export type UseCaseWorld = PersistencePorts & { readonly clock: Clock } & Partial<UseCasePorts> &
  Partial<UseCaseSettings>;

/** Every use case, over what is given; a new port in memory and the default settings stand for the rest. */
export function useCasesOver(given: UseCaseWorld): UseCases {
  const all = {
    orders: new MemoryOrderSource(),
    mailer: new MemoryMailer(),
    ticketDesk: new MemoryTicketDesk(),
    tokens: new MemoryTokenMint(),
    replyAddresses: new MemoryReplyAddresses({ domain: null }),
    timer: new MemoryTimer(given.clock instanceof SettableClock ? given.clock : new SettableClock()),
    random: new SeededRandom(),
    policy: DEFAULT_POLICY,
    orderPolicy: DEFAULT_ORDER_POLICY,
    press: DEFAULT_PRESS_POLICY,
    links: testLinks,
    managerEmails: [],
    ...given,
  };
  return useCases(all, all);
}
