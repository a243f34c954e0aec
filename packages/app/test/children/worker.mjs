// A scheduler with a mailer that tells the test what it does and waits, so that the test can kill or stop it in
// between.
import { PORTS } from '@miomente/booking-domain';
import { startScheduler } from '@miomente/booking-scheduler';
import { loadConfig } from '../../dist/config/load.js';
import { makeLogger, schedulerReport } from '../../dist/log/logger.js';
import { linkSettings } from '../../dist/start/scheduler-alone.js';
import { compose } from '../../dist/wiring/compose.js';
import { schedulerDeps } from '../../dist/wiring/scheduler-deps.js';

const config = loadConfig(process.env);
const log = makeLogger('info');
const container = compose({ config, http: linkSettings(config), databaseUrl: config.DATABASE_URL, log });
const mailer = container.get(PORTS.mailer);
const goOn = new Promise((resolve) => process.once('message', resolve));
const waitingMailer = {
  send: async (mail) => {
    if (process.env.WAIT === 'before_send') {
      process.stdout.write('about to send\n');
      await goOn;
    }
    const sent = await mailer.send(mail);
    if (process.env.WAIT === 'after_send') {
      process.stdout.write('has sent\n');
      await goOn;
    }
    return sent;
  },
};
container.unbind(PORTS.mailer);
container.bind(PORTS.mailer).toConstantValue(waitingMailer);
startScheduler(schedulerDeps(container, config, schedulerReport(log)));
