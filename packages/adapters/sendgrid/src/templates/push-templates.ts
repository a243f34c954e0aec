import { createHash } from 'node:crypto';
import { PermanentFailure } from '@miomente/booking-domain';
import { type DynamicTemplateName, dynamicTemplate } from '@miomente/booking-texts';
import type { Connection } from '../calls/connection.ts';
import { TEMPLATE_VARIABLES, type TemplateIds } from '../config.ts';
import { type KeptTemplate, type NewVersion, TemplateAccount } from './template-account.ts';

/** A template in the SendGrid account, and the variable for its id. */
export interface PushedTemplate {
  readonly name: DynamicTemplateName;
  /** The environment variable to set to `id`. */
  readonly variable: string;
  readonly id: string;
  readonly change: 'created' | 'updated' | 'unchanged';
}

const NAMES = Object.keys(TEMPLATE_VARIABLES) as readonly DynamicTemplateName[];
const NONE: Partial<TemplateIds> = {};

/**
 * Uploads the mail templates of this build to a SendGrid account, as new versions that become active at once. Mails
 * sent meanwhile use the old or the new texts. An unchanged template is left alone, so the command can be repeated.
 * @param ids ids of the templates in use; a template without one is found by its name, or created
 * @throws TransientFailure when trying again may help
 * @throws PermanentFailure when a person must fix something; the message says what
 */
export async function pushTemplates(
  connection: Connection,
  ids: Partial<TemplateIds> = NONE,
): Promise<readonly PushedTemplate[]> {
  const account = new TemplateAccount(connection);
  const all = await account.all();
  // All templates are looked up before the first change, so that a wrong id does not leave half of them updated.
  const found = NAMES.map((name) => ({ name, template: keptAs(name, ids[name] ?? null, all) }));
  const pushed: PushedTemplate[] = [];
  // One after the other, because SendGrid allows few calls about templates at once.
  for (const { name, template } of found) pushed.push(await push(account, name, template));
  return pushed;
}

function keptAs(name: DynamicTemplateName, id: string | null, all: readonly KeptTemplate[]): KeptTemplate | undefined {
  if (id === null) return all.find((each) => each.name === titleOf(name));
  const found = all.find((each) => each.id === id);
  if (found !== undefined) return found;
  const variable = TEMPLATE_VARIABLES[name];
  throw new PermanentFailure(`SendGrid has no template ${id}; unset ${variable} to have one made, or correct it.`);
}

async function push(
  account: TemplateAccount,
  name: DynamicTemplateName,
  found: KeptTemplate | undefined,
): Promise<PushedTemplate> {
  const version = versionOf(name);
  const id = found?.id ?? (await account.create(titleOf(name)));
  const same = found?.versions.find((each) => each.name === version.name);
  if (same === undefined) await account.addVersion(id, version);
  else if (same.active === 0) await account.activate(id, same.id);
  const unchanged = same?.active === 1;
  const change = found === undefined ? 'created' : unchanged ? 'unchanged' : 'updated';
  return { name, variable: TEMPLATE_VARIABLES[name], id, change };
}

function titleOf(name: DynamicTemplateName): string {
  return `miomente ${name}`;
}

/** The name contains a hash of the content, so that unchanged texts are recognised. */
function versionOf(name: DynamicTemplateName): NewVersion {
  const words = dynamicTemplate(name);
  const hash = createHash('sha256')
    .update(JSON.stringify([words.subject, words.html, words.text]))
    .digest('hex');
  return { ...words, name: `${name} ${hash.slice(0, 16)}` };
}
