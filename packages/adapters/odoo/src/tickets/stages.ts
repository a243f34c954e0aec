import { z } from 'zod';
import { ask, reference } from '../rpc/answers.ts';
import type { Sendable } from '../rpc/encode.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { type ModelFields, readFields, type TicketFields } from './model-fields.ts';

/** Where tickets go when they are opened again, and when nobody need act any more. */
export interface StageSettings {
  readonly model: string;
  /** Null is the first open stage. */
  readonly reopenStageId: number | null;
  /** Null is the first stage that is marked as done. */
  readonly closeStageId: number | null;
}

/** Which of a stage's fields says that tickets in it are done: OCA's helpdesk, then Enterprise's and projects'. */
const DONE_FLAGS = ['closed', 'fold'];
/** Where a stage says which teams or projects use it. */
const PROJECTS = 'project_ids';
const USERS = ['team_ids', PROJECTS];
/** Whose a personal stage is, from Odoo 15 on. */
const PERSON = 'user_id';

/** The state of a task that somebody works on, from Odoo 17 on. */
export const OPEN_STATE = '01_in_progress';

/** A record as Odoo reads it. */
export type Row = Readonly<Record<string, unknown>>;
/** Several of them, checked. */
export const rows: z.ZodType<readonly Row[]> = z.array(z.record(z.string(), z.unknown()));

/** Whether records of this model are done by their state. */
export function hasStates(fields: ModelFields): boolean {
  return fields['state']?.selection?.some(([value]) => value === OPEN_STATE) === true;
}

/** Whether a record with states is done, or given up. */
export function isDone(row: Row): boolean {
  return String(row['state']).startsWith('1_');
}

/** The stage a ticket is in. */
interface CurrentStage {
  readonly model: string;
  readonly fields: ModelFields;
  /** The fields that say whether a stage is done. */
  readonly flags: readonly string[];
  readonly isDone: boolean;
}

/** @returns undefined when the ticket is in no stage, or tickets have none */
export async function currentStage(
  calls: OdooCalls,
  { fields, roles }: TicketFields,
  row: Row,
): Promise<CurrentStage | undefined> {
  const model = roles.stage === undefined ? undefined : fields[roles.stage]?.relation;
  const current = roles.stage === undefined ? null : idIn(row[roles.stage]);
  if (model === undefined || current === null) return undefined;
  const stageFields = await readFields(calls, model);
  const flags = DONE_FLAGS.filter((flag) => flag in stageFields);
  const [stage] = await ask(calls, rows, { model, method: 'read', args: [[current]], named: { fields: flags } });
  if (stage === undefined) return undefined;
  return { model, fields: stageFields, flags, isDone: flags.some((flag) => stage[flag] === true) };
}

/** The condition that a stage is one of the ticket's team, as a part of a search. */
export function stagesOf({ roles }: TicketFields, row: Row, { fields }: CurrentStage): readonly Sendable[] {
  const users = USERS.find((name) => name in fields);
  const team = roles.team === undefined ? null : idIn(row[roles.team]);
  // A person's own stage belongs to no project either, and hides the ticket from everybody else.
  const shared = PERSON in fields ? [[PERSON, '=', false]] : [];
  return [...shared, ...usedBy(users, team)];
}

function usedBy(users: string | undefined, team: number | null): readonly Sendable[] {
  if (users === undefined) return [];
  const byAll = [users, '=', false];
  if (team === null) return [byAll];
  // A team's tickets may be in the stages of all teams; a project shows its own stages alone.
  return users === PROJECTS ? [[users, 'in', [team]]] : ['|', byAll, [users, 'in', [team]]];
}

/** The first of the stages that a search finds, in the sequence people gave them. */
export async function firstStage(
  calls: OdooCalls,
  model: string,
  domain: readonly Sendable[],
): Promise<number | undefined> {
  const named = { order: 'sequence, id', limit: 1 };
  const [first] = await ask(calls, z.array(z.number()), { model, method: 'search', args: [domain], named });
  return first;
}

function idIn(value: unknown): number | null {
  return reference.catch(null).parse(value);
}
