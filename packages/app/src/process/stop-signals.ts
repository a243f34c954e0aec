const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** npm forwards a Ctrl-C that the terminal has already sent to this process. The two count as one. */
const SAME_KEYPRESS_MS = 1_000;
/** How often to check whether the parent process still exists. */
const LOOK_EVERY_MS = 250;

/** Options of {@link stopOnSignal}. */
export interface StopOptions {
  /** Stops everything in order. */
  readonly stop: () => Promise<void>;
  /** Ends everything at once; must not need to be awaited. */
  readonly kill: () => void;
  /** The limit for stopping in milliseconds. After it, the process ends anyway. */
  readonly withinMs: number;
  /** The exit code after a regular stop; 0 unless something was aborted. */
  readonly exitCode?: number;
}

/**
 * Ends the process regularly on SIGINT or SIGTERM, and at once on the second signal. Under npm, a SIGTERM ends the
 * shell between npm and this process, which does not forward it. So the end of the parent process counts as a signal,
 * too.
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

/** An orphan gets another parent. Windows keeps the old parent's id, but has no SIGTERM either. */
function whenParentIsGone(act: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, LOOK_EVERY_MS);
  watch.unref();
}
