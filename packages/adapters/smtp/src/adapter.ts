import { smtpConfig, smtpVariables } from './config.ts';
import { smtpModule } from './module.ts';

/**
 * The SMTP adapter, as one entry in the app's list of mailers. SMTP does not report what became of a mail
 * (running#smtp).
 */
export const smtpMailer: {
  readonly name: string;
  readonly system: string;
  readonly switchedOnBy: string;
  readonly variables: typeof smtpVariables;
  readonly config: typeof smtpConfig;
  readonly module: typeof smtpModule;
} = {
  name: 'smtp',
  system: 'a mail server',
  switchedOnBy: 'SMTP_URL',
  variables: smtpVariables,
  config: smtpConfig,
  module: smtpModule,
};
