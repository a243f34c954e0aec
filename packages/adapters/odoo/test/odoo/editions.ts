/** The editions of Odoo that the tests cover. */
export interface Edition {
  readonly version: readonly unknown[];
  readonly model: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly stageModel: string;
  readonly stageFields: Readonly<Record<string, Field>>;
  readonly stages: readonly (Record<string, unknown> & { readonly id: number })[];
  readonly teamModel: string;
  /** How the edition numbers a ticket. */
  readonly numbered: (id: number) => Record<string, unknown>;
  readonly closedBy: Record<string, unknown>;
  readonly isClosed: (row: Record<string, unknown>) => boolean;
}

interface Field {
  readonly type: string;
  readonly relation?: string;
  readonly selection?: readonly (readonly [string, string])[];
}

const text = { type: 'char' };
const html = { type: 'html' };
const flag = { type: 'boolean' };
const toOne = (relation: string): Field => ({ type: 'many2one', relation });
const toMany = (relation: string): Field => ({ type: 'many2many', relation });
const upTo = (highest: number): Field => ({
  type: 'selection',
  selection: Array.from({ length: highest + 1 }, (_, n) => [String(n), `Level ${n}`] as const),
});
const stageOf = (row: Record<string, unknown>): unknown => [row['stage_id']].flat()[0];

const helpdesk = {
  name: text,
  description: html,
  active: flag,
  team_id: toOne('helpdesk.ticket.team'),
  stage_id: toOne('helpdesk.ticket.stage'),
  tag_ids: toMany('helpdesk.ticket.tag'),
  priority: upTo(3),
  partner_name: text,
  partner_email: text,
};

export const OCA_14: Edition = {
  version: [14, 0, 0, 'final', 0, ''],
  model: 'helpdesk.ticket',
  fields: { ...helpdesk, number: text, channel_id: toOne('helpdesk.ticket.channel') },
  stageModel: 'helpdesk.ticket.stage',
  stageFields: { name: text, sequence: { type: 'integer' }, closed: flag, fold: flag, team_ids: toMany('x') },
  stages: [
    { id: 1, name: 'New', sequence: 1, closed: false, fold: false, team_ids: [] },
    { id: 2, name: 'Other team', sequence: 0, closed: false, fold: false, team_ids: [77] },
    { id: 3, name: 'Done', sequence: 9, closed: true, fold: false, team_ids: [] },
  ],
  teamModel: 'helpdesk.ticket.team',
  numbered: (id) => ({ number: `HT${String(id).padStart(5, '0')}`, stage_id: [1, 'New'] }),
  closedBy: { stage_id: [3, 'Done'] },
  isClosed: (row) => stageOf(row) === 3,
};

export const ENTERPRISE_17: Edition = {
  ...OCA_14,
  version: ['saas~17', 4, 0, 'final', 0, 'e'],
  fields: {
    ...helpdesk,
    team_id: toOne('helpdesk.team'),
    stage_id: toOne('helpdesk.stage'),
    ticket_ref: text,
  },
  stageModel: 'helpdesk.stage',
  stageFields: { name: text, sequence: { type: 'integer' }, fold: flag, team_ids: toMany('helpdesk.team') },
  stages: [
    { id: 1, name: 'New', sequence: 1, fold: false, team_ids: [5] },
    { id: 2, name: 'Other team', sequence: 0, fold: false, team_ids: [77] },
    { id: 3, name: 'Solved', sequence: 9, fold: true, team_ids: [5] },
  ],
  teamModel: 'helpdesk.team',
  numbered: (id) => ({ ticket_ref: String(id).padStart(5, '0'), stage_id: [1, 'New'] }),
};

const task = {
  name: text,
  description: html,
  active: flag,
  project_id: toOne('project.project'),
  stage_id: toOne('project.task.type'),
  tag_ids: toMany('project.tags'),
};

export const TASK_14: Edition = {
  ...OCA_14,
  model: 'project.task',
  fields: { ...task, user_id: toOne('res.users'), priority: upTo(1) },
  stageModel: 'project.task.type',
  stageFields: { name: text, sequence: { type: 'integer' }, fold: flag, project_ids: toMany('project.project') },
  stages: [
    { id: 1, name: 'New', sequence: 1, fold: false, project_ids: [5] },
    { id: 2, name: 'Other project', sequence: 0, fold: false, project_ids: [77] },
    { id: 3, name: 'Done', sequence: 9, fold: true, project_ids: [5] },
  ],
  teamModel: 'project.project',
  numbered: () => ({ stage_id: [1, 'New'] }),
};

export const TASK_19: Edition = {
  ...TASK_14,
  version: [19, 0, 0, 'final', 0, ''],
  fields: {
    ...task,
    user_ids: toMany('res.users'),
    priority: upTo(3),
    state: {
      type: 'selection',
      selection: [
        ['01_in_progress', 'In Progress'],
        ['1_done', 'Done'],
        ['1_canceled', 'Cancelled'],
      ],
    },
  },
  numbered: () => ({ stage_id: [1, 'New'], state: '01_in_progress' }),
  closedBy: { state: '1_done' },
  isClosed: (row) => String(row['state']).startsWith('1_'),
};
