import { TransientFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask } from '../rpc/answers.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { type FieldMap, ROLES, type Role, USUAL_FIELDS } from './roles.ts';

/** A field of a model, as Odoo describes it. */
export interface ModelField {
  readonly type: string;
  /** The model that a reference points to. */
  readonly relation?: string | undefined;
  /** The values of a selection. */
  readonly selection?: readonly (readonly [unknown, unknown])[] | undefined;
}

/** The fields of a model, by name. */
export type ModelFields = Readonly<Record<string, ModelField>>;

const form: z.ZodType<ModelFields> = z.record(
  z.string(),
  z.object({
    type: z.string(),
    relation: z.string().optional(),
    selection: z.array(z.tuple([z.unknown(), z.unknown()])).optional(),
  }),
);

/** Reads the fields of a model that this Odoo has and this user may see. */
export function readFields(calls: OdooCalls, model: string): Promise<ModelFields> {
  const named = { attributes: ['type', 'relation', 'selection'] };
  return ask(calls, form, { model, method: 'fields_get', args: [], named });
}

/** The field for each role. A role that the model has no field for is missing. */
export type RoleFields = Readonly<Partial<Record<Role, string>>>;

/** Chooses the field of each role: the configured one, or the first usual one that the model has. */
export function roleFields(fields: ModelFields, fieldMap: FieldMap): RoleFields {
  const found = ROLES.flatMap((role) => {
    const named = fieldMap[role];
    const name = named === undefined ? USUAL_FIELDS[role].find((usual) => usual in fields) : named;
    return name === undefined || name === null ? [] : [[role, name] as const];
  });
  return Object.fromEntries(found);
}

/** Lists what is wrong with the field map. Each text follows the variable's name. */
export function fieldMapProblems(fields: ModelFields, fieldMap: FieldMap, model: string): readonly string[] {
  const roles = roleFields(fields, fieldMap);
  const named = [...Object.values(roles), ...Object.keys(fieldMap.values)];
  return [
    ...(roles.title === undefined ? [`must name the field for the title: ${model} has no field "name"`] : []),
    ...named.filter((name) => !(name in fields)).map((name) => `names the field "${name}", which ${model} has not`),
  ];
}

/** @throws TransientFailure that says what to fix */
export async function usableFields(
  calls: OdooCalls,
  { model, fieldMap }: { readonly model: string; readonly fieldMap: FieldMap },
): Promise<TicketFields> {
  const fields = await readFields(calls, model);
  const [problem] = fieldMapProblems(fields, fieldMap, model);
  if (problem !== undefined) throw new TransientFailure(`ODOO_FIELD_MAP ${problem}; fix it.`);
  return { fields, roles: roleFields(fields, fieldMap) };
}

/** A ticket model, with its fields by role. */
export interface TicketFields {
  readonly fields: ModelFields;
  readonly roles: RoleFields;
}
