import { once } from 'node:events';
import { createServer } from 'node:http';

/** Stands in for a program that events are pushed to. */
export interface EventStub {
  readonly url: string;
  /** Positions of the events that it took, copies too, in their sequence. */
  readonly taken: readonly number[];
  /** From now on it answers so; 204 takes what comes. */
  answerWith(status: number): void;
  stop(): Promise<void>;
}

/** Starts a receiver that takes everything. */
export async function startEventStub(): Promise<EventStub> {
  const taken: number[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (status === 204) taken.push(Number((JSON.parse(Buffer.concat(chunks).toString()) as { id: string }).id));
      response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end();
    });
    request.on('error', () => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
    taken,
    answerWith: (next) => {
      status = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
