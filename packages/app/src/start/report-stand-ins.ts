import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { isSampled } from '../wiring/foreign-modules.ts';

/**
 * Says which external systems are only played while another one is real, for then nobody sees what they
 * keep on a page: a mailbox with working links must not stand open beside a real shop's customers.
 */
export function reportStandIns(config: Config, log: Logger): void {
  if (isSampled(config)) return;
  for (const { adapters, standIn } of config.standIns) {
    const variable = adapters[0].switchedOnBy;
    log.warn(
      { event: 'stand_in', variable },
      `${variable} is not set: the ${standIn} stands in for ${adapters[0].system}. ` +
        'The mails and tickets that stand-ins keep are shown by: npm run sample:show',
    );
  }
}
