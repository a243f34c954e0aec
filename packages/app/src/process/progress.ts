import type { Clock, Instant } from '@miomente/booking-domain';

const SECOND_MS = 1_000;
const WIDTH = 24;

/** How often to print a line where lines can't be overwritten, as in a log file. */
const PLAIN_EVERY_MS: number = 10 * SECOND_MS;

/** Shows the progress of a long operation. */
export interface Progress {
  /** @param fraction of the whole, from 0 to 1; undefined when unknown */
  at(done: number, fraction: number | undefined): void;
  end(): void;
}

/** A bar with count, rate and remaining time: overwritten on a terminal, printed line by line elsewhere. */
export function makeProgress(
  what: string,
  clock: Clock,
  out: Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean } = process.stderr,
): Progress {
  const startedAt = clock.now();
  let shownAt: Instant | undefined;
  return {
    at: (done, fraction) => {
      const now = clock.now();
      const every = out.isTTY === true ? SECOND_MS / 5 : PLAIN_EVERY_MS;
      if (shownAt !== undefined && now - shownAt < every) return;
      shownAt = now;
      const line = describe(what, { done, fraction, elapsedMs: Math.max(1, now - startedAt) });
      out.write(out.isTTY === true ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    end: () => {
      if (out.isTTY === true && shownAt !== undefined) out.write('\r\u001b[2K');
    },
  };
}

/** One line of progress. */
export function describe(
  what: string,
  {
    done,
    fraction,
    elapsedMs,
  }: { readonly done: number; readonly fraction: number | undefined; readonly elapsedMs: number },
): string {
  const count = `${done} ${what}, ${Math.round((done * SECOND_MS) / elapsedMs)}/s`;
  if (fraction === undefined) return count;
  const part = Math.min(1, Math.max(0, fraction));
  const filled = Math.round(part * WIDTH);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${Math.floor(part * 100)} %`;
  const leftMs = part === 0 ? undefined : (elapsedMs * (1 - part)) / part;
  return `${bar}  ${count}${leftMs === undefined ? '' : `, ${duration(leftMs)} left`}`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / SECOND_MS);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
