// A process that runs until it is stopped, with an unhandled error.
import { runUntilStopped } from '../../dist/start/run-until-stopped.js';

class CanaryError extends Error {
  code = process.env.CODE;
}

await runUntilStopped(async () => {
  setInterval(() => {}, 1_000);
  const error = new CanaryError(`duplicate key (email)=(${process.env.CANARY})\nDETAIL: ${process.env.CANARY}`);
  if (process.env.KIND === 'rejection') Promise.reject(error);
  else
    setTimeout(() =>
      Promise.resolve().then(() =>
        queueMicrotask(() => {
          throw error;
        }),
      ),
    );
});
