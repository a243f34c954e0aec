// A process that owns a server, for tests to kill. It prints the server's URL and waits.
import { startEmbeddedPostgres } from '../dist/index.js';

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] });
process.stdout.write(`${server.url}\n`);
setInterval(() => {}, 60_000);
