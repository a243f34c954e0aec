import { loadConfig } from './config/load.ts';
import { runCommand, say, UsageError } from './process/command.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run customer-data',
  about: 'Prints everything that is kept about one customer as JSON, for when the customer asks.',
  options: { email: { type: 'string', value: 'name@example.org', about: 'the customer’s address' } },
} as const;

/** The names of fields whose numbers are instants. */
const INSTANT = /(At|^at|Start|^start|^end)$/;

await runCommand(COMMAND, async ({ email }) => {
  if (email === undefined || email.trim() === '') throw new UsageError('Say whose data: --email name@example.org');
  await runToItsEnd((run) =>
    withProduct(loadConfig(process.env), run, async (container) => {
      const records = await take(container, APP.useCases).customerData(email);
      say(JSON.stringify(records.map(readable), null, 2));
    }),
  );
});

/** Without what opens a link, and with instants that people can read. */
function readable<Record extends { readonly booking: { readonly token: unknown } }>({
  booking,
  ...rest
}: Record): unknown {
  const { token: _, ...told } = booking;
  return withDates({ booking: told, ...rest });
}

function withDates(value: unknown, name = ''): unknown {
  if (typeof value === 'number' && INSTANT.test(name)) return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map((each) => withDates(each, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withDates(part, key)]));
}
