import type { Report, SchedulerEvent } from './report.ts';

/** Nothing was sent although deliveries were due. */
export interface OutboxStall {
  /** Since when: an instant in ISO 8601, of the database's clock. */
  readonly since: string;
  readonly seconds: number;
}

/** The shared knowledge of all workers. */
export interface OutboxWatch {
  /** Records that something was sent now. */
  noteSent(): Promise<void>;
  /** Since when nothing was sent by any worker although deliveries are due; undefined when all is well. */
  stall(): Promise<OutboxStall | undefined>;
}

interface Watching {
  /** The report, which also notices what was sent. */
  counting(report: Report): Report;
  /** Records that something was sent, if anything was since the last call. */
  note(): Promise<void>;
  /** Reports a stall. */
  look(): Promise<void>;
}

/**
 * Tells a stall from a quiet hour.
 * @param quietMs how long due deliveries may wait without anything being sent, in milliseconds
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
