// A process that owns a server, for the tests to kill: says where the server is, then waits.
import { startEmbeddedPostgres } from '../dist/index.js';

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] });
process.stdout.write(`${server.url}\n`);
setInterval(() => {}, 60_000);
