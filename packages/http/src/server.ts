import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import { DEFAULT_LIMITS, type HttpLimits } from './settings.ts';

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly limits?: HttpLimits;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no new connection, lets requests under way finish for up to 10 s, then closes what is left. Again changes nothing. */
  stop(): Promise<void>;
}

/**
 * Serves an app.
 * @throws Error that says what to do when the address can't be listened on
 */
export async function startServer<State>(app: Koa<State>, options: ListenOptions): Promise<RunningServer> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      // How often the two time-outs above are looked at.
      connectionsCheckingInterval: Math.max(1_000, Math.min(limits.headersMs / 2, 10_000)),
      maxHeaderSize: 16 * 1024,
    },
    app.callback(),
  );
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${['0.0.0.0', '[::]'].includes(host) ? 'localhost' : host}:${port}`,
    port,
    stop: () => {
      stopped ??= drain(server, limits.drainMs);
      return stopped;
    },
  };
}

async function listen(server: Server, { host, port }: ListenOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  server.removeAllListeners('error');
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port: PORT=${port + 1}`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(`No right to listen on port ${port}. Choose one above 1023: PORT=3000`, { cause: error });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`HOST=${host} is not an address of this machine. Use 0.0.0.0 for all of its addresses.`, {
        cause: error,
      });
    default:
      return new Error(`Can't listen on ${host}:${port}: ${error.code ?? error.message}`, { cause: error });
  }
}

async function drain(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(late);
}
