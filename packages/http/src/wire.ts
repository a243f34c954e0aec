import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Connections } from './connections.ts';
import type { HttpLog } from './logging/http-log.ts';
import { WIRE_HEADERS } from './security/headers.ts';

/** Node's codes for requests that it gave up reading; all else is a bad request. */
const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Answers what never becomes a request of the app: what is unreadable, too slow, or meant for a proxy. Node's own
 * answers have no security headers and no line in the log.
 * @param connections when the app has started a request, it logs the line itself
 */
export function refuseOnTheWire(server: Server, { answerOn }: Pick<Connections, 'answerOn'>, log?: HttpLog): void {
  const refuse = (socket: Duplex, status: number): void => {
    const begun = answerOn(socket)?.getHeader('X-Request-Id');
    const requestId = typeof begun === 'string' ? begun : randomUUID();
    if (requestId !== begun)
      log?.request({ requestId, method: 'unknown', route: null, status, durationMs: 0, code: 'invalid_request' });
    socket.end(bareAnswer(status, requestId));
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET' || answerOn(socket)?.headersSent) socket.destroy();
    else refuse(socket, STATUS[error.code ?? ''] ?? 400);
  });
  server.on('connect', (_: IncomingMessage, socket) => refuse(socket, 405));
  // An unknown expectation changes nothing about the request.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

function bareAnswer(status: number, requestId: string): string {
  const text = `${STATUS_CODES[status]}\n`;
  const headers = {
    ...WIRE_HEADERS,
    'X-Request-Id': requestId,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(text.length),
    Connection: 'close',
    ...(status === 405 ? { Allow: 'GET, HEAD, POST, OPTIONS' } : {}),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`;
}
