import { smtpConfig, smtpVariables } from './config.ts';
import { smtpModule } from './module.ts';

/** All that the product must know to send mails so. What became of a mail is not reported (running#smtp). */
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
