import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookingLife } from './booking-life.ts';
import { FileTicketDesk } from './file-ticket-desk.ts';

const file = join(await mkdtemp(join(tmpdir(), 'booking-example-')), 'tickets.json');
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
await bookingLife({ say, desk: new FileTicketDesk(file) });
say(`\n${file}\n${await readFile(file, 'utf8')}`);
