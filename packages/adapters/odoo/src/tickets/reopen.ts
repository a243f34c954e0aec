import { TransientFailure } from '@miomente/booking-domain';
import { ask, tell } from '../rpc/answers.ts';
import type { Sendable } from '../rpc/encode.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import type { ModelFields, TicketFields } from './model-fields.ts';
import {
  currentStage,
  firstStage,
  hasStates,
  isDone,
  OPEN_STATE,
  type Row,
  rows,
  type StageSettings,
  stagesOf,
} from './stages.ts';

/** Reopens a ticket that is closed, done or archived, so that people see it again. An open ticket does not change. */
export async function reopen(
  calls: OdooCalls,
  ticket: TicketFields,
  recordId: number,
  settings: StageSettings,
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

/** From Odoo 17 on, a task is done by its state, independent of its stage. */
function outOfDone(row: Row, fields: ModelFields): Record<string, Sendable> {
  return hasStates(fields) && isDone(row) ? { state: OPEN_STATE } : {};
}

/** @returns the stage to go to; undefined when the ticket is in an open stage, or tickets have no stages */
async function openStage(
  calls: OdooCalls,
  ticket: TicketFields,
  row: Row,
  { reopenStageId }: StageSettings,
): Promise<number | undefined> {
  const stage = await currentStage(calls, ticket, row);
  if (stage === undefined || !stage.isDone) return undefined;
  if (reopenStageId !== null) return reopenStageId;
  const open = stage.flags.map((flag) => [flag, '=', false]);
  const first = await firstStage(calls, stage.model, [...open, ...stagesOf(ticket, row, stage)]);
  if (first !== undefined) return first;
  throw new TransientFailure('Odoo has no open stage for a ticket that must be reopened; set ODOO_REOPEN_STAGE_ID.');
}
