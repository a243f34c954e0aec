import { connect, createServer, type Socket } from 'node:net';

/** Stands between a program and its database, and breaks what runs through it. */
export interface TcpProxy {
  /** The database's address, by way of the proxy. */
  readonly url: string;
  /** The next answer is taken from the server and never reaches the client; its connection breaks. */
  loseNextAnswer(): void;
  /** The next request never reaches the server; its connection breaks. */
  loseNextRequest(): void;
  /** Nothing passes any more, either way, and nothing breaks. */
  fallSilent(): void;
  /** Everything passes again, on new connections. */
  heal(): void;
  /** Breaks every client's connection; the server notices nothing, and goes on with what it was at. */
  cut(): void;
  /** Breaks everything and stops listening. */
  stop(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Starts a proxy to the database at `url`. */
export async function startTcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url);
  const pairs = new Set<Pair>();
  let fate: 'pass' | 'lose_answer' | 'lose_request' | 'silence' = 'pass';

  /** Passes data on, or lets the pair of connections meet its fate. */
  const carry = (pair: Pair, from: Socket, to: Socket, deadly: typeof fate): void => {
    from.on('data', (data) => {
      if (fate === 'silence') return;
      if (fate !== deadly) return void to.write(data);
      fate = 'pass';
      pair.client.destroy();
    });
    from.on('error', () => {});
  };
  const listener = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    const pair = { client, server };
    pairs.add(pair);
    carry(pair, client, server, 'lose_request');
    carry(pair, server, client, 'lose_answer');
    // A client that goes in order says so to the server; one that breaks away leaves it at its work.
    client.on('end', () => server.end());
    server.on('close', () => {
      client.destroy();
      pairs.delete(pair);
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const cut = (): void => {
    for (const { client } of pairs) client.destroy();
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
    heal: () => {
      fate = 'pass';
      cut();
    },
    cut,
    stop: async () => {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}
