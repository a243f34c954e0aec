import { TransientFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask, reference, tell } from '../rpc/answers.ts';
import type { Sendable } from '../rpc/encode.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { type ModelFields, readFields, type TicketFields } from './model-fields.ts';

export interface ReopenSettings {
  readonly model: string;
  readonly reopenStageId: number | null;
}

/** Which of a stage's fields says that tickets in it are done: OCA's helpdesk, then Enterprise's and projects'. */
const DONE_FLAGS = ['closed', 'fold'];
/** Where a stage says which teams or projects use it. */
const PROJECTS = 'project_ids';
const USERS = ['team_ids', PROJECTS];
/** Whose a personal stage is, from Odoo 15 on. */
const PERSON = 'user_id';
const OPEN_STATE = '01_in_progress';

type Row = Readonly<Record<string, unknown>>;
const rows: z.ZodType<readonly Row[]> = z.array(z.record(z.string(), z.unknown()));

/** Puts a ticket that is closed, done or archived back where people see it; others are left as they are. */
export async function reopen(
  calls: OdooCalls,
  ticket: TicketFields,
  recordId: number,
  settings: ReopenSettings,
): Promise<void> {
  const { fields, roles } = ticket;
  const names = [roles.stage, roles.team, 'active', 'state'].filter((name) => name !== undefined && name in fields);
  const named = { fields: names as string[] };
  const [row] = await ask(calls, rows, { model: settings.model, method: 'read', args: [[recordId]], named });
  if (row === undefined) return;
  const values: Record<string, Sendable> = { ...outOfArchive(row), ...outOfDone(row, fields) };
  const stage = await openStage(calls, ticket, row, settings);
  if (stage !== undefined && roles.stage !== undefined) values[roles.stage] = stage;
  if (Object.keys(values).length === 0) return;
  await tell(calls, { model: settings.model, method: 'write', args: [[recordId], values] });
}

const outOfArchive = (row: Row): Record<string, Sendable> => (row['active'] === false ? { active: true } : {});

/** From Odoo 17 on a task is done by its state, in whatever stage it is. */
function outOfDone(row: Row, fields: ModelFields): Record<string, Sendable> {
  const hasStates = fields['state']?.selection?.some(([value]) => value === OPEN_STATE) === true;
  return hasStates && String(row['state']).startsWith('1_') ? { state: OPEN_STATE } : {};
}

/** @returns the stage to go to; undefined when the ticket's is open, or tickets have no stages */
async function openStage(
  calls: OdooCalls,
  { fields, roles }: TicketFields,
  row: Row,
  { reopenStageId }: ReopenSettings,
): Promise<number | undefined> {
  const model = roles.stage === undefined ? undefined : fields[roles.stage]?.relation;
  const current = roles.stage === undefined ? null : idIn(row[roles.stage]);
  if (model === undefined || current === null) return undefined;
  const stageFields = await readFields(calls, model);
  const flags = DONE_FLAGS.filter((flag) => flag in stageFields);
  const [stage] = await ask(calls, rows, { model, method: 'read', args: [[current]], named: { fields: flags } });
  if (stage === undefined || !flags.some((flag) => stage[flag] === true)) return undefined;
  if (reopenStageId !== null) return reopenStageId;
  const users = USERS.find((name) => name in stageFields);
  const team = roles.team === undefined ? null : idIn(row[roles.team]);
  // A person's own stage belongs to no project either, and hides the ticket from everybody else.
  const shared = PERSON in stageFields ? [[PERSON, '=', false]] : [];
  const domain = [...flags.map((flag) => [flag, '=', false]), ...shared, ...usedBy(users, team)];
  return firstStage(calls, model, domain);
}

function usedBy(users: string | undefined, team: number | null): readonly Sendable[] {
  if (users === undefined) return [];
  const byAll = [users, '=', false];
  if (team === null) return [byAll];
  // A team's tickets may be in the stages of all teams; a project shows its own stages alone.
  return users === PROJECTS ? [[users, 'in', [team]]] : ['|', byAll, [users, 'in', [team]]];
}

async function firstStage(calls: OdooCalls, model: string, domain: readonly Sendable[]): Promise<number> {
  const named = { order: 'sequence, id', limit: 1 };
  const [first] = await ask(calls, z.array(z.number()), { model, method: 'search', args: [domain], named });
  if (first !== undefined) return first;
  throw new TransientFailure('Odoo has no open stage for a ticket that must be reopened; set ODOO_REOPEN_STAGE_ID.');
}

function idIn(value: unknown): number | null {
  return reference.catch(null).parse(value);
}
