import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A server's connections, and which of them are being answered. */
export interface Connections {
  /** Closes those that are not being answered, and each other one after its answer. */
  wind(): void;
}

/**
 * Watches a server's connections from the start. Node's own `closeIdleConnections` spares those
 * that have not sent anything yet, such as browsers open ahead of need.
 */
export function watchConnections(server: Server): Connections {
  const answering = new Map<Socket, Set<ServerResponse>>();
  let winding = false;
  const release = (socket: Socket): void => {
    if (winding && answering.get(socket)?.size === 0) socket.destroySoon();
  };
  server.on('connection', (socket) => {
    answering.set(socket, new Set());
    socket.once('close', () => answering.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    const responses = answering.get(socket);
    responses?.add(response);
    if (winding) response.setHeader('Connection', 'close');
    response.once('close', () => {
      responses?.delete(response);
      release(socket);
    });
  });
  return {
    wind: () => {
      winding = true;
      for (const [socket, responses] of answering) {
        for (const response of responses) if (!response.headersSent) response.setHeader('Connection', 'close');
        release(socket);
      }
    },
  };
}
