import { PORTS } from '@miomente/booking-domain';
import { loadConfig } from './config/load.ts';
import { type PartnerSource, partnersFromCsv, partnersFromOdoo } from './partners/partner-source.ts';
import { refusalText } from './partners/refusals.ts';
import { CommandError, runCommand, say, UsageError } from './process/command.ts';
import { makeProgress } from './process/progress.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run import:partners',
  about: 'Takes partners over, and asks those who can be reached now about what is pending.',
  options: {
    csv: { type: 'string', value: 'partners.csv', about: 'reads them from a file' },
    odoo: { type: 'boolean', default: false, about: 'reads them from Odoo' },
  },
} as const;
const SOURCE = 'Say where the partners are: npm run import:partners -- --csv partners.csv, or -- --odoo';

await runCommand(COMMAND, async (values) => {
  if ((values.csv === undefined) === !values.odoo) throw new UsageError(SOURCE);
  const config = loadConfig(process.env);
  if (values.odoo && config.foreign.odoo === null) {
    throw new CommandError('There is no Odoo to read from: set ODOO_URL, ODOO_DB, ODOO_USERNAME and ODOO_API_KEY.');
  }
  // An unreadable file is reported before a database is opened.
  const fromFile = values.csv === undefined ? undefined : await partnersFromCsv(values.csv);
  await runToItsEnd((run) =>
    withProduct(config, run, async (container) => {
      const source: PartnerSource = fromFile ?? (await partnersFromOdoo(container));
      const progress = makeProgress('partners', take(container, PORTS.clock));
      const { importPartners } = take(container, APP.useCases);
      const onProgress = (done: number, of: number): void => progress.at(done, done / of);
      const { kept, asked, refused, firstAddressTaken = [] } = await importPartners(source.records, { onProgress });
      progress.end();
      for (const { source: line, fields, expected } of source.misshapen) {
        say(`Not taken over: ${line} has ${fields} fields where the first line names ${expected}`);
      }
      for (const each of refused) say(`Not taken over: ${each.source} ${refusalText(each)}`);
      for (const line of firstAddressTaken) say(`Taken over with the first of several e-mail addresses: ${line}`);
      say(`Partners taken over: ${kept}; bookings they are asked about now: ${asked}`);
      if (refused.length + source.misshapen.length > 0) process.exitCode = 1;
    }),
  );
});
