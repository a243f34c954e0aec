import { writeSync } from 'node:fs';
import { failureOf } from '@miomente/booking-scheduler';

const FRAMES = 3;

/**
 * Ends the process when an error comes up that nothing handles: what it broke nobody knows, and a shell of a process
 * that does nothing is seen by no supervisor. One line says so, without the error's message, which may hold anything.
 * @param kill ends what must not outlive the process; is not waited for
 */
export function endOnUnhandled(kill: () => void): void {
  const end = (error: unknown): void => {
    try {
      writeSync(process.stderr.fd, `${lastWords(error)}\n`);
    } catch {
      // Whoever reads our output has ended.
    }
    kill();
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** What is said of an error that nothing handled, on one line. */
export function lastWords(error: unknown): string {
  const { code, at = [] } = failureOf(error);
  const where = at.slice(0, FRAMES).join(' ');
  return `The process ends: nothing handled an error (${code})${where === '' ? '' : ` ${where}`}. Start it again.`;
}
