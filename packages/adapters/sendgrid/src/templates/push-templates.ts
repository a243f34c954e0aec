import { createHash } from 'node:crypto';
import { PermanentFailure } from '@miomente/booking-domain';
import { type DynamicTemplateName, dynamicTemplate } from '@miomente/booking-texts';
import type { Connection } from '../calls/connection.ts';
import { TEMPLATE_VARIABLES, type TemplateIds } from '../config.ts';
import { type KeptTemplate, type NewVersion, TemplateAccount } from './template-account.ts';

/** A template that is at SendGrid now, and where its id belongs. */
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
 * Brings the words of this build to a SendGrid account, as new versions that are in force at once; mails sent meanwhile
 * go out in the old words or the new ones. What is there already is left alone, so that it can be done again.
 * @param ids of templates in use; another is found by its name, or made
 * @throws TransientFailure when trying again may help
 * @throws PermanentFailure when something must be mended: the message says what
 */
export async function pushTemplates(
  connection: Connection,
  ids: Partial<TemplateIds> = NONE,
): Promise<readonly PushedTemplate[]> {
  const account = new TemplateAccount(connection);
  const all = await account.all();
  // All of them before the first change: a wrong id must not leave half of the templates new.
  const found = NAMES.map((name) => ({ name, template: keptAs(name, ids[name] ?? null, all) }));
  const pushed: PushedTemplate[] = [];
  // One after the other: SendGrid allows few calls about templates at once.
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

/** Named by its content, so that the same words are known again. */
function versionOf(name: DynamicTemplateName): NewVersion {
  const words = dynamicTemplate(name);
  const hash = createHash('sha256')
    .update(JSON.stringify([words.subject, words.html, words.text]))
    .digest('hex');
  return { ...words, name: `${name} ${hash.slice(0, 16)}` };
}
