import { createServer } from 'node:net';
import { CommandError } from './command.ts';

const FIRST = 3_000;
const TRIES = 100;

/**
 * The first free port from 3000 on, for when none is configured.
 * @throws CommandError that says what to do when a hundred ports are taken
 */
export async function freePort(host: string): Promise<number> {
  for (let port = FIRST; port < FIRST + TRIES; port += 1) if (await isFree(host, port)) return port;
  throw new CommandError(
    `The ports ${FIRST} to ${FIRST + TRIES - 1} on ${host} are all in use. Choose another: PORT=8080`,
  );
}

/**
 * Checks that a configured port is free, before anything else is started.
 * @throws CommandError that says what to do when it is not
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  if (await isFree(host, port)) return;
  throw new CommandError(
    `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port: PORT=${port + 1}`,
  );
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(cannotListen(host, port, error)),
    );
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** Most systems let only privileged processes listen on lower ports. */
const FIRST_UNPRIVILEGED = 1_024;

/** Explains why host and port can't be used, and what to do. */
export const cannotListen = (host: string, port: number, cause: NodeJS.ErrnoException): CommandError =>
  new CommandError(
    cause.code === 'EACCES' && port < FIRST_UNPRIVILEGED
      ? `This user may not listen on port ${port}: ports below ${FIRST_UNPRIVILEGED} need a privilege. Choose another, ` +
          'PORT=8080, and let a proxy in front take the low one.'
      : `${host} can't be listened on (${cause.code}). Use HOST=127.0.0.1, or HOST=0.0.0.0 for every address.`,
    { cause },
  );
