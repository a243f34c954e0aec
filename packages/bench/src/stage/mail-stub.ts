import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider that accepts everything, after a while. */
export interface MailStub {
  readonly url: string;
  /** When each mail arrived, in milliseconds of `performance`. */
  readonly arrived: readonly number[];
  /** Waits until so many have arrived since it was started. */
  until(count: number): Promise<void>;
  /** From now on each answer takes so long; `null` when it never comes. What waits for one gets it now. */
  answerAfter(latencyMs: number | null): void;
  close(): void;
}

/** @param latencyMs how long each answer takes; `null` when it never comes */
export async function startMailStub(latencyMs: number | null): Promise<MailStub> {
  const arrived: number[] = [];
  let latency = latencyMs;
  let unanswered: (() => void)[] = [];
  let told = (): void => undefined;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      arrived.push(performance.now());
      told();
      const answer = (): void => void response.writeHead(202, { 'x-message-id': `stub-${arrived.length}` }).end();
      if (latency === null) unanswered.push(answer);
      else setTimeout(answer, latency);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    until: (count) =>
      new Promise((resolve) => {
        told = () => {
          if (arrived.length >= count) resolve();
        };
        told();
      }),
    answerAfter: (ms) => {
      latency = ms;
      if (ms === null) return;
      for (const answer of unanswered) answer();
      unanswered = [];
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
