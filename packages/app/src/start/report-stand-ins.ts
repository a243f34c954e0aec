import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { isSampled } from '../wiring/foreign-modules.ts';

/**
 * Reports which external systems are stand-ins while others are real. Then the sample pages are off: a mailbox with
 * working links to a real shop's customers must not be public.
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
