/** The parts of a ticket that need a field. */
export const ROLES = [
  'title',
  'description',
  'number',
  'team',
  'tags',
  'priority',
  'stage',
  'partnerName',
  'partnerEmail',
] as const;

/** One of the roles. */
export type Role = (typeof ROLES)[number];

/** The field for each role, for models where the usual names do not apply. Null: the role is left out. */
export interface FieldMap extends Readonly<Partial<Record<Role, string | null>>> {
  /** Further fields of a new ticket, in the format of Odoo's import. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The usual fields of each role: in helpdesk.ticket of OCA and Enterprise, and in project.task of any version. The
 * partner's name and address are only in the description: in their own fields, Odoo would send mails to the partner.
 */
export const USUAL_FIELDS: Readonly<Record<Role, readonly string[]>> = {
  title: ['name'],
  description: ['description'],
  number: ['number', 'ticket_ref'],
  team: ['team_id', 'project_id'],
  tags: ['tag_ids'],
  priority: ['priority'],
  stage: ['stage_id'],
  partnerName: [],
  partnerEmail: [],
};
