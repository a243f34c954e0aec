import type { Logger } from 'pino';
import { FOREIGN_SYSTEMS } from '../config/foreign-systems.ts';
import type { Config } from '../config/load.ts';
import { isSampled, standIns } from '../wiring/foreign-modules.ts';

/**
 * Says which neighbours are only played while another one is real, for then nobody sees what they
 * keep on a page: a mailbox with working links must not stand open beside a real shop's customers.
 */
export function reportStandIns(config: Config, log: Logger): void {
  if (isSampled(config)) return;
  const played = standIns(config);
  for (const { variable, system, standIn } of FOREIGN_SYSTEMS.filter((each) => played.includes(each.variable))) {
    log.warn(
      { event: 'stand_in', variable },
      `${variable} is not set: the ${standIn} stands in for ${system}. ` +
        'The mails and tickets that stand-ins keep are shown by: npm run sample:show',
    );
  }
}
