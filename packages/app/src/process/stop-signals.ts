const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** npm passes a Ctrl-C on to us which the terminal has sent us already: that is one Ctrl-C, not two. */
const SAME_KEYPRESS_MS = 1_000;
/** How soon a parent that is gone is missed. */
const LOOK_EVERY_MS = 250;

export interface StopOptions {
  /** Stops everything in good order. */
  readonly stop: () => Promise<void>;
  /** Leaves at once; what it starts must not need to be waited for. */
  readonly kill: () => void;
  /** After this long the process ends even if something does not stop. */
  readonly withinMs: number;
  /** How the process ends after a stop in good order; 0 unless it broke something off. */
  readonly exitCode?: number;
}

/**
 * Ends the process in good order on SIGINT or SIGTERM, and at once on the next one. Under npm a SIGTERM ends the shell
 * between npm and this process, and nobody passes it on: that the parent is gone counts as one.
 */
export function stopOnSignal({ stop, kill, withinMs, exitCode = 0 }: StopOptions): void {
  let since: number | undefined;
  const leave = (code: number): never => {
    kill();
    process.exit(code);
  };
  const end = (): void => {
    since = performance.now();
    setTimeout(() => leave(1), withinMs).unref();
    stop().then(
      () => process.exit(exitCode),
      () => leave(1),
    );
  };
  const hear = (): void => {
    if (since === undefined) end();
    else if (performance.now() - since > SAME_KEYPRESS_MS) leave(130);
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  if (process.env['npm_lifecycle_event'] !== undefined) {
    whenParentIsGone(() => {
      if (since === undefined) end();
    });
  }
}

/** Orphans are given another parent. Windows keeps the number of the old one, and knows no SIGTERM either. */
function whenParentIsGone(act: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, LOOK_EVERY_MS);
  watch.unref();
}
