import { once } from 'node:events';
import { createServer } from 'node:net';

/** A free TCP port on the loopback address. Another process may still take it before the caller listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
