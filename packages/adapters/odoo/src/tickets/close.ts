import { ask, tell } from '../rpc/answers.ts';
import type { Sendable } from '../rpc/encode.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import type { TicketFields } from './model-fields.ts';
import { currentStage, firstStage, hasStates, isDone, type Row, rows, type StageSettings, stagesOf } from './stages.ts';

const DONE_STATE = '1_done';

/**
 * Takes a ticket from the list of what is to do: its state or its stage says done. One that is done already is left as
 * it is, and so is one whose Odoo names no stage as done: the note beside it says that nothing is left to do.
 */
export async function close(
  calls: OdooCalls,
  ticket: TicketFields,
  recordId: number,
  settings: StageSettings,
): Promise<void> {
  const { fields, roles } = ticket;
  const names = [roles.stage, roles.team, 'state'].filter((name) => name !== undefined && name in fields);
  const read = { model: settings.model, method: 'read', args: [[recordId]], named: { fields: names as string[] } };
  const [row] = await ask(calls, rows, read);
  if (row === undefined) return;
  const values = hasStates(fields) ? doneState(row) : await doneStage(calls, ticket, row, settings);
  if (Object.keys(values).length === 0) return;
  await tell(calls, { model: settings.model, method: 'write', args: [[recordId], values] });
}

/** From Odoo 17 on a task is done by its state, in whatever stage it is. */
function doneState(row: Row): Record<string, Sendable> {
  return isDone(row) ? {} : { state: DONE_STATE };
}

async function doneStage(
  calls: OdooCalls,
  ticket: TicketFields,
  row: Row,
  { closeStageId }: StageSettings,
): Promise<Record<string, Sendable>> {
  const stage = await currentStage(calls, ticket, row);
  if (stage === undefined || stage.isDone) return {};
  const field = ticket.roles.stage as string;
  if (closeStageId !== null) return { [field]: closeStageId };
  for (const flag of stage.flags) {
    const found = await firstStage(calls, stage.model, [[flag, '=', true], ...stagesOf(ticket, row, stage)]);
    if (found !== undefined) return { [field]: found };
  }
  return {};
}
