import { createServer } from 'node:net';

const FIRST = 3_000;
const TRIES = 100;

/**
 * The first free port from 3000 on; for when nobody asked for a certain one.
 * @throws Error that says what to do when a hundred are taken
 */
export async function freePort(host: string): Promise<number> {
  for (let port = FIRST; port < FIRST + TRIES; port += 1) if (await isFree(host, port)) return port;
  throw new Error(`The ports ${FIRST} to ${FIRST + TRIES - 1} on ${host} are all in use. Choose another: PORT=8080`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(cannotListen(host, error)),
    );
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

const cannotListen = (host: string, cause: NodeJS.ErrnoException): Error =>
  new Error(`HOST=${host} can't be listened on (${cause.code}). Use 127.0.0.1, or 0.0.0.0 for every address.`, {
    cause,
  });
