import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy between a client and a server, which can break their connections in several ways. */
export interface TcpProxy {
  /** The server's URL with the proxy's host and port. */
  readonly url: string;
  /** Drops the server's next answer and breaks that connection. */
  loseNextAnswer(): void;
  /** Drops the client's next request and breaks that connection. */
  loseNextRequest(): void;
  /** Half-open: drops all data in both directions, but closes nothing. New clients do not reach the server. */
  fallSilent(): void;
  /** Refuses new connections. Existing ones stay. */
  refuse(): void;
  /** Accepts connections again, after {@link refuse}. */
  admit(): Promise<void>;
  /** Forwards only this many bytes of the server's next answer, then breaks that connection. */
  cutAfter(bytes: number): void;
  /** Forwards answers byte by byte, this many milliseconds apart. 0 ends it. */
  drip(everyMs: number): void;
  /** Delays data in each direction by this many milliseconds. */
  delay(ms: number): void;
  /** Resets every connection on both sides, as a crash of either side would. */
  reset(): void;
  /** Forwards everything again. Existing connections are closed on both sides, so clients must reconnect. */
  heal(): void;
  /** Sends new connections to the server at another URL. */
  lead(url: string): void;
  /** Closes the clients' side of every connection. The server does not notice and continues its work. */
  cut(): void;
  /** Closes everything and stops listening. */
  stop(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Starts a proxy to the server at `url`. */
export async function startTcpProxy(url: string): Promise<TcpProxy> {
  let target = new URL(url);
  const pairs = new Set<Pair>();
  const unheard = new Set<Socket>();
  let fate: 'pass' | 'lose_answer' | 'lose_request' | 'silence' = 'pass';
  let delayMs = 0;
  let dripMs = 0;
  let bytesLeft = Number.POSITIVE_INFINITY;

  const dripping = new Map<Socket, Buffer>();
  /** Forwards data byte by byte, after what is still to be forwarded. */
  const dripTo = (to: Socket, data: Buffer): void => {
    const waiting = dripping.get(to);
    dripping.set(to, waiting === undefined ? data : Buffer.concat([waiting, data]));
    if (waiting !== undefined) return;
    const drop = (): void => {
      const rest = dripping.get(to) ?? Buffer.alloc(0);
      if (rest.length === 0 || to.destroyed || fate === 'silence') return void dripping.delete(to);
      const bytes = dripMs === 0 ? rest.length : 1;
      to.write(rest.subarray(0, bytes));
      dripping.set(to, rest.subarray(bytes));
      setTimeout(drop, dripMs);
    };
    drop();
  };
  /** Forwards data, or breaks the pair of connections as the current fault demands. */
  const carry = (pair: Pair, from: Socket, to: Socket, deadly: typeof fate): void => {
    from.on('data', (data) => {
      if (fate === 'silence') return;
      if (to === pair.client && data.length >= bytesLeft) {
        pair.client.end(data.subarray(0, bytesLeft));
        bytesLeft = Number.POSITIVE_INFINITY;
        return;
      }
      if (to === pair.client) bytesLeft -= data.length;
      if (to === pair.client && (dripMs > 0 || dripping.has(to))) return dripTo(to, data);
      // Timers of equal length fire in the order they were started, so the data stays in order.
      if (fate !== deadly) return void (delayMs === 0 ? to.write(data) : setTimeout(() => to.write(data), delayMs));
      fate = 'pass';
      pair.client.destroy();
    });
    from.on('error', () => {});
  };
  const listener = createServer((client) => {
    client.on('error', () => {});
    if (fate === 'silence') {
      unheard.add(client);
      client.resume().on('close', () => unheard.delete(client));
      return;
    }
    const server = connect(Number(target.port), target.hostname);
    const pair = { client, server };
    pairs.add(pair);
    carry(pair, client, server, 'lose_request');
    carry(pair, server, client, 'lose_answer');
    // A client that ends properly is ended at the server, too. One that breaks off leaves the server working.
    client.on('end', () => (delayMs === 0 ? server.end() : setTimeout(() => server.end(), delayMs)));
    server.on('close', () => {
      client.destroy();
      pairs.delete(pair);
    });
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => listener.once('error', reject).listen(port, '127.0.0.1', resolve));
  await listen(0);
  const address = listener.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const cut = (): void => {
    for (const { client } of pairs) client.destroy();
  };
  const breakAll = (): void => {
    for (const { client, server } of pairs) {
      client.destroy();
      server.destroy();
    }
    for (const client of unheard) client.destroy();
  };
  return {
    url: through.href,
    loseNextAnswer: () => {
      fate = 'lose_answer';
    },
    loseNextRequest: () => {
      fate = 'lose_request';
    },
    fallSilent: () => {
      fate = 'silence';
    },
    refuse: () => {
      listener.close();
    },
    admit: () => listen(Number(through.port)),
    cutAfter: (bytes) => {
      bytesLeft = bytes;
    },
    drip: (everyMs) => {
      dripMs = everyMs;
    },
    delay: (ms) => {
      delayMs = ms;
    },
    reset: () => {
      for (const { client, server } of pairs) {
        client.resetAndDestroy();
        server.resetAndDestroy();
      }
    },
    heal: () => {
      fate = 'pass';
      delayMs = 0;
      dripMs = 0;
      bytesLeft = Number.POSITIVE_INFINITY;
      breakAll();
    },
    lead: (elsewhere) => {
      target = new URL(elsewhere);
    },
    cut,
    stop: async () => {
      breakAll();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}
