import { writeSync } from 'node:fs';
import { failureOf } from '@miomente/booking-scheduler';

const FRAMES = 3;

/**
 * Ends the process on an unhandled error, because its state is unknown then, and no supervisor notices a process that
 * runs but does nothing. It prints one line without the error's message, which may contain personal data.
 * @param kill ends what must not outlive the process; is not awaited
 */
export function endOnUnhandled(kill: () => void): void {
  const end = (error: unknown): void => {
    try {
      writeSync(process.stderr.fd, `${lastWords(error)}\n`);
    } catch {
      // The reader of our output has ended.
    }
    kill();
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** One line about an unhandled error. */
export function lastWords(error: unknown): string {
  const { code, at = [] } = failureOf(error);
  const where = at.slice(0, FRAMES).join(' ');
  return `The process ends: nothing handled an error (${code})${where === '' ? '' : ` ${where}`}. Start it again.`;
}
