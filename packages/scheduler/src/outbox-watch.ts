import type { Report, SchedulerEvent } from './report.ts';

/** Nothing was sent though something was due. */
export interface OutboxStall {
  /** Since when: an instant in ISO 8601, by the database's clock. */
  readonly since: string;
  readonly seconds: number;
}

/** What is known of all workers together. */
export interface OutboxWatch {
  /** Notes that something was sent just now. */
  noteSent(): Promise<void>;
  /** Since when nothing was sent by anyone though something is due; undefined when all is well. */
  stall(): Promise<OutboxStall | undefined>;
}

interface Watching {
  /** The report, of which what was sent is counted. */
  counting(report: Report): Report;
  /** Notes that something was sent, if it was since the last time. */
  note(): Promise<void>;
  /** Says so when nothing leaves. */
  look(): Promise<void>;
}

/**
 * Tells a stall from a quiet hour.
 * @param quietMs how long nothing may have been sent, though something was due, before it is said
 */
export function watchOutbox(
  { outboxWatch, report }: { readonly outboxWatch: OutboxWatch; readonly report: Report },
  quietMs: number,
): Watching {
  let sent = false;
  const isSent = (event: SchedulerEvent): boolean => event.event === 'delivery' && event.outcome === 'done';
  return {
    counting: (inner) => (event) => {
      sent ||= isSent(event);
      inner(event);
    },
    note: async () => {
      if (!sent) return;
      sent = false;
      await outboxWatch.noteSent().catch((error: unknown) => {
        sent = true;
        throw error;
      });
    },
    look: async () => {
      const stall = await outboxWatch.stall();
      if (stall !== undefined && stall.seconds * 1_000 >= quietMs) report({ event: 'outbox_stalled', ...stall });
    },
  };
}
