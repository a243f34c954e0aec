import type { CustomerNumber } from '../partner/partner.ts';
import type { Deliveries, PartnerMail } from '../ports/deliveries.ts';
import type { Logins } from '../ports/logins.ts';
import type { Partners } from '../ports/partners.ts';
import type { SystemScope } from '../ports/scope.ts';
import { accountsOf } from './accounts.ts';
import type { MailReport } from './mail-report.ts';

/** What {@link reportPartnerMail} needs. */
export interface PartnerMailReportDeps {
  readonly deliveries: Deliveries;
  readonly partners: Partners;
  readonly logins: Logins;
  /** `MANAGER_EMAILS`, in lower case. */
  readonly managerEmails: readonly string[];
}

/**
 * A report on a login mail or the list of the evening before. A hard bounce marks the address of the one partner whom
 * the mail was for, once (reminders#hard-bounce).
 * @returns whether it was about such a mail
 */
export async function reportPartnerMail(
  deps: PartnerMailReportDeps,
  scope: SystemScope,
  { messageId, outcome, address, at }: MailReport,
): Promise<boolean> {
  if (messageId === null) return false;
  const mail = await deps.deliveries.findPartnerMail(scope, messageId);
  if (mail === undefined) return false;
  if (outcome !== 'bounced') return true;
  const customerNumber = await recipientOf(deps, mail);
  if (customerNumber !== undefined)
    await deps.deliveries.partnerMailCameBack(scope, messageId, { customerNumber, address, at, reason: outcome });
  return true;
}

/** The partner whom a mail was for; undefined where it was for the office, or for whichever of several partners. */
async function recipientOf(
  { logins, partners, managerEmails }: PartnerMailReportDeps,
  mail: PartnerMail,
): Promise<CustomerNumber | undefined> {
  if (mail.type === 'day_before_list') return mail.customerNumber;
  const login = await logins.find(mail.loginId);
  if (login === undefined) return undefined;
  const accounts = accountsOf(managerEmails, login.email, await partners.findByEmail(login.email));
  const [account] = accounts;
  return accounts.length === 1 && account?.role === 'partner' ? account.customerNumber : undefined;
}
