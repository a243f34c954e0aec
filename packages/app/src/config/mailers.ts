import type { Clock } from '@miomente/booking-domain';
import type { MailReportReceiver } from '@miomente/booking-http';
import { sendgridMailer } from '@miomente/booking-sendgrid';
import { smtpMailer } from '@miomente/booking-smtp';
import type { MailSettings } from '@miomente/booking-texts';
import type { ContainerModule } from 'inversify';
import type { z } from 'zod';
import type { Adapter, Given } from './adapter.ts';
import { type Problem, problemsIn } from './problem.ts';

/** The exports of a mailer's package. */
interface MailerAdapter<Settings> extends Adapter {
  readonly config: z.ZodType<Settings, Given>;
  /** Binds it to the mailer port. */
  readonly module: (settings: Settings, words: MailSettings) => ContainerModule;
  /**
   * Creates the receiver of its delivery reports; missing when it sends none.
   * @param settings null when another mailer is in use
   */
  readonly reports?: (settings: Settings | null, clock: Clock) => MailReportReceiver;
}

/** The mailer in use and its settings. Only its package knows the type of the settings. */
export interface MailerInUse {
  readonly name: string;
  readonly settings: unknown;
}

/** A mailer that configuration may select. */
export interface Mailer extends Adapter {
  readonly read: (env: Given) => { readonly inUse: MailerInUse | null; readonly problems: readonly Problem[] };
  readonly module: (inUse: MailerInUse, words: MailSettings) => ContainerModule;
  /** The receivers of its reports. While another mailer is in use, their addresses exist but accept nothing. */
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

/** Every mailer except the mailbox. To add one, add its package and a line here. */
export const MAILERS = [mailer(sendgridMailer), mailer(smtpMailer)] as const;

/** The container module that binds the mailer in use. */
export function mailerModule(inUse: MailerInUse, words: MailSettings): ContainerModule | undefined {
  return MAILERS.find(({ name }) => name === inUse.name)?.module(inUse, words);
}

/** The receivers of every mailer's delivery reports, whichever is in use. */
export function mailReportReceivers(inUse: MailerInUse | null, clock: Clock): readonly MailReportReceiver[] {
  return MAILERS.flatMap(({ receivers }) => receivers(inUse, clock));
}
