import { LOCAL } from '@miomente/booking-local';
import { paths } from '@miomente/booking-paths';
import { loadConfig } from './config/load.ts';
import { CommandError, runCommand, say } from './process/command.ts';
import { runningInstance } from './process/instance-file.ts';
import { announceOrder } from './sample/announce.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run sample:order',
  about: 'Places an order in the running sample shop, and announces it by the real webhook.',
  options: {},
};

await runCommand(COMMAND, async () => {
  const config = loadConfig(process.env);
  if (config.foreign.magento !== null) {
    throw new CommandError('MAGENTO_DB_HOST is set: orders are placed in Magento. Unset it to use the sample shop.');
  }
  const instance = await runningInstance(config.DATA_DIR);
  if (instance === undefined) {
    throw new CommandError(
      `Nothing is running that could be told of an order (looked in ${config.DATA_DIR}). ` +
        'Start it in another terminal with: npm start',
    );
  }
  await runToItsEnd((run) =>
    withProduct(config, run, async (container) => {
      const order = await take(container, LOCAL.shop).placeOrder();
      const [secret = ''] = config.httpSettings(instance.url).webhookSecrets;
      await announceOrder({ url: instance.url, secret }, order.orderId);
      say(`Placed order #${order.orderNumber} and announced it by the webhook.`);
      for (const item of order.items) say(`  ${item.name}`);
      say(`The mail to the partner is in the mailbox: ${instance.url}${paths.mailbox.at()}`);
    }),
  );
});
