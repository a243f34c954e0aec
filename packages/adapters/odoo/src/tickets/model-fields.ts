import { TransientFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask } from '../rpc/answers.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { type FieldMap, ROLES, type Role, USUAL_FIELDS } from './roles.ts';

export interface ModelField {
  readonly type: string;
  /** The model that a reference leads to. */
  readonly relation?: string | undefined;
  /** What a selection may be. */
  readonly selection?: readonly (readonly [unknown, unknown])[] | undefined;
}

export type ModelFields = Readonly<Record<string, ModelField>>;

const form: z.ZodType<ModelFields> = z.record(
  z.string(),
  z.object({
    type: z.string(),
    relation: z.string().optional(),
    selection: z.array(z.tuple([z.unknown(), z.unknown()])).optional(),
  }),
);

/** The fields that a model has in this Odoo, as this user sees them. */
export function readFields(calls: OdooCalls, model: string): Promise<ModelFields> {
  const named = { attributes: ['type', 'relation', 'selection'] };
  return ask(calls, form, { model, method: 'fields_get', args: [], named });
}

/** The field of each role; a role that this model has no field for is absent. */
export type RoleFields = Readonly<Partial<Record<Role, string>>>;

export function roleFields(fields: ModelFields, fieldMap: FieldMap): RoleFields {
  const found = ROLES.flatMap((role) => {
    const named = fieldMap[role];
    const name = named === undefined ? USUAL_FIELDS[role].find((usual) => usual in fields) : named;
    return name === undefined || name === null ? [] : [[role, name] as const];
  });
  return Object.fromEntries(found);
}

/** What is wrong with the field map, each problem in words that follow the variable's name. */
export function fieldMapProblems(fields: ModelFields, fieldMap: FieldMap, model: string): readonly string[] {
  const roles = roleFields(fields, fieldMap);
  const named = [...Object.values(roles), ...Object.keys(fieldMap.values)];
  return [
    ...(roles.title === undefined ? [`must name the field for the title: ${model} has no field "name"`] : []),
    ...named.filter((name) => !(name in fields)).map((name) => `names the field "${name}", which ${model} has not`),
  ];
}

/** @throws TransientFailure that names what to mend */
export async function usableFields(
  calls: OdooCalls,
  { model, fieldMap }: { readonly model: string; readonly fieldMap: FieldMap },
): Promise<TicketFields> {
  const fields = await readFields(calls, model);
  const [problem] = fieldMapProblems(fields, fieldMap, model);
  if (problem !== undefined) throw new TransientFailure(`ODOO_FIELD_MAP ${problem}; fix it.`);
  return { fields, roles: roleFields(fields, fieldMap) };
}

/** A ticket model, known. */
export interface TicketFields {
  readonly fields: ModelFields;
  readonly roles: RoleFields;
}
