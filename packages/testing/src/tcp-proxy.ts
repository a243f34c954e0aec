import { connect, createServer, type Socket } from 'node:net';

/** Stands between a program and a server it speaks to by TCP, and breaks what runs through it. */
export interface TcpProxy {
  /** The server's address, by way of the proxy. */
  readonly url: string;
  /** The next answer is taken from the server and never reaches the client; its connection breaks. */
  loseNextAnswer(): void;
  /** The next request never reaches the server; its connection breaks. */
  loseNextRequest(): void;
  /** Nothing passes any more, either way, and nothing breaks: half-open. The server hears nothing of newcomers. */
  fallSilent(): void;
  /** Nobody gets in any more; what is connected stays so. */
  refuse(): void;
  /** Ends {@link refuse}. */
  admit(): Promise<void>;
  /** What passes takes so much longer each way. */
  delay(ms: number): void;
  /** Breaks every connection on both sides, as a crash of either would. */
  reset(): void;
  /** Everything passes again, at once and on new connections; both sides are told that the old ones are gone. */
  heal(): void;
  /** From now on newcomers are led to the server at another address. */
  lead(url: string): void;
  /** Breaks every client's connection; the server notices nothing, and goes on with what it was at. */
  cut(): void;
  /** Breaks everything and stops listening. */
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

  /** Passes data on, or lets the pair of connections meet its fate. */
  const carry = (pair: Pair, from: Socket, to: Socket, deadly: typeof fate): void => {
    from.on('data', (data) => {
      if (fate === 'silence') return;
      // Timers of one length end in the sequence they were begun in.
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
    // A client that goes in order says so to the server; one that breaks away leaves it at its work.
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
