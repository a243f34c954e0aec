import { once } from 'node:events';
import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import { type Connections, watchConnections } from './connections.ts';
import type { HttpLog } from './logging/http-log.ts';
import { DEFAULT_LIMITS, type HttpLimits } from './settings.ts';
import { refuseOnTheWire } from './wire.ts';

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly limits?: HttpLimits;
  /** The variable with the port, for messages; `PORT` by default. */
  readonly variable?: string;
  /** Called for requests that are refused before they reach the app. */
  readonly log?: HttpLog;
}

/** A running server. */
export interface RunningServer {
  /** Its URL on this machine. */
  readonly url: string;
  readonly port: number;
  /** Continues to serve, and asks each client to use a new connection: every answer says `Connection: close`. */
  partWays(): void;
  /**
   * Accepts no new connections, lets requests in progress finish for up to `drainMs`, then closes the rest. A second
   * call waits for the same end.
   */
  stop(): Promise<void>;
}

/**
 * Serves an app.
 * @throws Error that says what to do when the address can't be used
 */
export async function startServer<State>(app: Koa<State>, options: ListenOptions): Promise<RunningServer> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const server = createServer(timeOuts(limits), app.callback());
  const connections = watchConnections(server, limits);
  refuseOnTheWire(server, connections, options.log);
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${reachableName(options.host)}:${port}`,
    port,
    partWays: () => connections.partWays(),
    stop: () => {
      stopped ??= drain(server, connections, limits.drainMs);
      return stopped;
    },
  };
}

function timeOuts({ headersMs, requestMs, idleMs }: HttpLimits): ServerOptions {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    // How often the first two are checked.
    connectionsCheckingInterval: Math.min(headersMs, 5_000),
    maxHeaderSize: 16 * 1024,
    // The app does that itself, with a page, headers and a line in the log.
    requireHostHeader: false,
  };
}

function reachableName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function listen(server: Server, { host, port, variable = 'PORT' }: ListenOptions): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(whatToDo((error as NodeJS.ErrnoException).code ?? 'unknown', { host, port, variable }), {
      cause: error,
    });
  }
}

function whatToDo(code: string, { host, port, variable }: Required<Omit<ListenOptions, 'limits' | 'log'>>): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port, such as ${variable}=${port + 1}.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose a port above 1023, such as ${variable}=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine. Use HOST=0.0.0.0 for all of its addresses.`;
    default:
      return `Can't listen on ${host}, port ${port} (${code}). Check HOST and ${variable}.`;
  }
}

async function drain(server: Server, connections: Connections, drainMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  const closed = once(server, 'close');
  server.close();
  connections.wind();
  await closed;
  clearTimeout(cut);
}
