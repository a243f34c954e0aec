import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask } from '../rpc/answers.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { findByExternalId } from '../tickets/external-id.ts';
import {
  fieldMapProblems,
  type ModelFields,
  type RoleFields,
  readFields,
  roleFields,
} from '../tickets/model-fields.ts';
import { hasNote } from '../tickets/note.ts';
import type { TicketConfig } from '../tickets/odoo-ticket-desk.ts';

/** A problem to fix. The text follows the variable's name. */
export interface OdooProblem {
  readonly variable: string;
  readonly message: string;
}

const FIRST_WITHOUT_XML_RPC = 22;
const FIRST_WITH_HAS_ACCESS = 18;

/**
 * Checks at start whether tickets can be opened in Odoo: version, login, model, fields, rights, team. It writes
 * nothing, and never throws for a failure of Odoo. When an answer makes the further checks pointless, it stops.
 * @returns the problems, each with the variable to change; empty when all is well
 */
export async function checkOdoo(calls: OdooCalls, config: TicketConfig): Promise<readonly OdooProblem[]> {
  const version = await attempt('ODOO_URL', () => calls.version());
  if ('problem' in version) return [version.problem];
  if (version.value >= FIRST_WITHOUT_XML_RPC)
    return [{ variable: 'ODOO_URL', message: `leads to Odoo ${version.value}, which has no XML-RPC any more` }];
  const login = await attempt('ODOO_API_KEY', () => calls.logIn());
  if ('problem' in login) return [login.problem];
  const read = await attempt('ODOO_TICKET_MODEL', () => readFields(calls, config.model));
  if ('problem' in read) return [read.problem];
  const fields = read.value;
  const roles = roleFields(fields, config.fieldMap);
  const problems = fieldMapProblems(fields, config.fieldMap, config.model);
  return [
    ...problems.map((message) => ({ variable: 'ODOO_FIELD_MAP', message })),
    ...(await rights(calls, config.model, version.value)),
    ...(await records(calls, config, fields, roles)),
    ...priority(config, fields, roles),
  ];
}

type Attempted<Value> = { readonly value: Value } | { readonly problem: OdooProblem };

/** Turns a failure into a problem. Its message may name other variables that caused it. */
async function attempt<Value>(variable: string, call: () => Promise<Value>): Promise<Attempted<Value>> {
  try {
    return { value: await call() };
  } catch (error) {
    if (!(error instanceof TransientFailure || error instanceof PermanentFailure)) throw error;
    const named = /\bODOO_[A-Z_]+/.exec(error.message)?.[0] ?? variable;
    return { problem: { variable: named, message: `does not work: ${error.message}` } };
  }
}

async function rights(calls: OdooCalls, model: string, version: number): Promise<readonly OdooProblem[]> {
  const problems: OdooProblem[] = [];
  for (const right of ['read', 'create', 'write']) {
    const call =
      version >= FIRST_WITH_HAS_ACCESS
        ? { model, method: 'has_access', args: [[], right] }
        : { model, method: 'check_access_rights', args: [right, false] };
    const allowed = await attempt('ODOO_USERNAME', () => ask(calls, z.boolean(), call));
    if ('problem' in allowed) problems.push(allowed.problem);
    else if (!allowed.value)
      problems.push({ variable: 'ODOO_USERNAME', message: `names a user without the right to ${right} ${model}` });
  }
  const none = { model, recordId: 0 };
  for (const look of [
    () => findByExternalId(calls, 'miomente_booking.check', model),
    () => hasNote(calls, none, 'x'),
  ]) {
    const looked = await attempt<unknown>('ODOO_USERNAME', look);
    if ('problem' in looked) problems.push(looked.problem);
  }
  return problems;
}

async function records(
  calls: OdooCalls,
  config: TicketConfig,
  fields: ModelFields,
  roles: RoleFields,
): Promise<readonly OdooProblem[]> {
  const wanted = [
    { variable: 'ODOO_TEAM_ID', role: roles.team, what: 'team', ids: config.teamId === null ? [] : [config.teamId] },
    { variable: 'ODOO_TAG_IDS', role: roles.tags, what: 'tags', ids: config.tagIds },
    {
      variable: 'ODOO_REOPEN_STAGE_ID',
      role: roles.stage,
      what: 'stage',
      ids: config.reopenStageId === null ? [] : [config.reopenStageId],
    },
    {
      variable: 'ODOO_CLOSE_STAGE_ID',
      role: roles.stage,
      what: 'stage',
      ids: config.closeStageId === null ? [] : [config.closeStageId],
    },
  ];
  const problems: OdooProblem[] = [];
  for (const { variable, role, what, ids } of wanted) {
    if (ids.length === 0) continue;
    const model = role === undefined ? undefined : fields[role]?.relation;
    if (model === undefined) {
      problems.push({
        variable,
        message: `is set, but ${config.model} has no ${what}; unset it or name the field in ODOO_FIELD_MAP`,
      });
      continue;
    }
    const call = { model, method: 'search', args: [[['id', 'in', ids]]] };
    const found = await attempt(variable, () => ask(calls, z.array(z.number()), call));
    const missing = 'problem' in found ? [] : ids.filter((id) => !found.value.includes(id));
    if ('problem' in found) problems.push(found.problem);
    if (missing.length > 0)
      problems.push({ variable, message: `names ${missing.join(', ')}, which is no ${model} in Odoo` });
  }
  return problems;
}

function priority({ priority, model }: TicketConfig, fields: ModelFields, roles: RoleFields): readonly OdooProblem[] {
  if (priority === null || roles.priority === undefined) return [];
  const possible = fields[roles.priority]?.selection?.map(([value]) => String(value)) ?? [];
  if (possible.length === 0 || possible.includes(priority)) return [];
  return [{ variable: 'ODOO_PRIORITY', message: `is ${priority}, but ${model} knows ${possible.join(', ')}` }];
}
