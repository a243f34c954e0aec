import type { Clock } from '@miomente/booking-domain';
import type { MailReportReceiver } from '@miomente/booking-http';
import { sendgridMailer } from '@miomente/booking-sendgrid';
import { smtpMailer } from '@miomente/booking-smtp';
import type { MailSettings } from '@miomente/booking-texts';
import type { ContainerModule } from 'inversify';
import type { z } from 'zod';
import type { Adapter, Given } from './adapter.ts';
import { type Problem, problemsIn } from './problem.ts';

/** What the package of a mailer exports. */
interface MailerAdapter<Settings> extends Adapter {
  readonly config: z.ZodType<Settings, Given>;
  /** Binds it as the mailer. */
  readonly module: (settings: Settings, words: MailSettings) => ContainerModule;
  /**
   * How it reports what became of mails; absent where it doesn't.
   * @param settings null where another mailer is in use
   */
  readonly reports?: (settings: Settings | null, clock: Clock) => MailReportReceiver;
}

/** The mailer in use and its settings, which only its package understands. */
export interface MailerInUse {
  readonly name: string;
  readonly settings: unknown;
}

/** A mailer that configuration may choose. */
export interface Mailer extends Adapter {
  readonly read: (env: Given) => { readonly inUse: MailerInUse | null; readonly problems: readonly Problem[] };
  readonly module: (inUse: MailerInUse, words: MailSettings) => ContainerModule;
  /** While another mailer is in use its addresses exist, and let nobody in. */
  readonly receivers: (inUse: MailerInUse | null, clock: Clock) => readonly MailReportReceiver[];
}

function mailer<Settings>({ config, module, reports, ...adapter }: MailerAdapter<Settings>): Mailer {
  const settingsOf = (inUse: MailerInUse | null): Settings | null =>
    inUse?.name === adapter.name ? (inUse.settings as Settings) : null;
  return {
    ...adapter,
    read: (env) => {
      const parsed = config.safeParse(env);
      if (!parsed.success) return { inUse: null, problems: problemsIn(parsed) };
      return { inUse: { name: adapter.name, settings: parsed.data }, problems: [] };
    },
    module: (inUse, words) => {
      const settings = settingsOf(inUse);
      if (settings === null) throw new Error(`${adapter.name} is not the mailer in use.`);
      return module(settings, words);
    },
    receivers: (inUse, clock) => (reports === undefined ? [] : [reports(settingsOf(inUse), clock)]),
  };
}

/** Every mailer but the mailbox page. A new one is its package and a line here. */
export const MAILERS = [mailer(sendgridMailer), mailer(smtpMailer)] as const;

/** Binds the mailer in use. */
export function mailerModule(inUse: MailerInUse, words: MailSettings): ContainerModule | undefined {
  return MAILERS.find(({ name }) => name === inUse.name)?.module(inUse, words);
}

/** How mail providers report, whichever mailer is in use. */
export function mailReportReceivers(inUse: MailerInUse | null, clock: Clock): readonly MailReportReceiver[] {
  return MAILERS.flatMap(({ receivers }) => receivers(inUse, clock));
}
