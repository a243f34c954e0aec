import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { jwtVerify } from 'jose';
import pg from 'pg';
import { runAll, type Statement } from './statements.ts';

/**
 * The other sides of requests, each a process of its own: `bare` is node's own server, which runs the given statements
 * and writes their rows; `fastify` also checks a partner's token and the query, as the product does.
 */
const [kind, databaseUrl, file, secret] = process.argv.slice(2);
if (databaseUrl === undefined || file === undefined || secret === undefined)
  throw new Error('Usage: server.js bare|fastify DATABASE_URL STATEMENTS_FILE SECRET');

const statements = JSON.parse(readFileSync(file, 'utf8')) as readonly Statement[];
// As many connections as the product's.
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const key = new TextEncoder().encode(secret);

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    page: { type: 'integer', minimum: 1, default: 1 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    status: { type: 'string', enum: ['all', 'pending', 'confirmed', 'declined', 'cancelled', 'unanswered'] },
    search: { type: 'string', maxLength: 100 },
  },
} as const;

const address = kind === 'fastify' ? await fastifyServer() : await bareServer();
process.stdout.write(`${address}\n`);
process.on('SIGTERM', () => process.exit(0));

/** Its partner stands in a header that needs no check. */
async function bareServer(): Promise<string> {
  const server: Server = createServer((request, response) => {
    runAll(pool, statements, String(request.headers['x-partner'] ?? '')).then(
      (rows) => {
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
        response.end(JSON.stringify({ rows }));
      },
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function fastifyServer(): Promise<string> {
  const app = fastify();
  app.get('/api/partner/bookings', { schema: { querystring: QUERY } }, async (request, reply) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] });
    if (payload['role'] !== 'partner') return reply.code(403).send({ success: false });
    return { rows: await runAll(pool, statements, String(payload['customer_number'])) };
  });
  return app.listen({ host: '127.0.0.1', port: 0 });
}
