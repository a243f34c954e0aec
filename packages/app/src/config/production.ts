import { DECLARED } from './groups.ts';
import type { Problem } from './problem.ts';
import { standInsOf } from './providers.ts';
import { weakSecrets } from './weak-secrets.ts';

type Given = Readonly<Record<string, string>>;

/** Hosts that are reserved for examples (RFC 2606). */
const RESERVED = /(?:^|[@./])(?:example\.(?:com|net|org)|[\w-]+\.(?:example|invalid|test))(?=$|[\s/:>,;])/i;

/**
 * The rules for `NODE_ENV=production`: no stand-ins, no generated, weak or shared secrets, no values of examples, and a
 * GO_LIVE_AT. What a single variable refuses is part of its declaration.
 */
export function productionProblems(env: Given): readonly Problem[] {
  if (env['NODE_ENV'] !== 'production') return [];
  return [...missing(env), ...refused(env), ...weakSecrets(env)].map(({ variable, message }) => ({
    variable,
    message: `${message} (NODE_ENV is production)`,
  }));
}

function missing(env: Given): readonly Problem[] {
  const set = filled(env);
  const isMissing = (variable: string): boolean => set[variable] === undefined;
  const needed = DECLARED.flatMap(({ name, production }) =>
    production !== undefined && isMissing(name) ? [{ variable: name, message: production }] : [],
  );
  const samples = standInsOf(set).map(({ variable, adapters: [first, ...others], standIn }) => {
    const why = `the ${standIn} stands in for ${first.system} and is no place for real bookings`;
    if (set[variable] !== undefined) return { variable, message: `must not be ${set[variable]}: ${why}` };
    const or = others.map(({ switchedOnBy }) => `, or ${switchedOnBy}`).join('');
    return { variable: first.switchedOnBy, message: `must be set${or}: ${why}` };
  });
  const closed =
    env['METRICS_PORT'] !== undefined && isMissing('METRICS_SECRET')
      ? [{ variable: 'METRICS_SECRET', message: 'must be set beside METRICS_PORT: without it the metrics are closed' }]
      : [];
  return [...needed, ...samples, ...closed];
}

/** Treats each secret whose file can't be read as set, because the file is already reported. */
function filled(env: Given): Given {
  const unread = DECLARED.filter(({ name, secret }) => secret !== undefined && env[`${name}_FILE`] !== undefined);
  return { ...Object.fromEntries(unread.map(({ name }) => [name, 'unread'])), ...env };
}

/** Values copied from an example, and settings for which nothing real happens. */
function refused(env: Given): readonly Problem[] {
  return DECLARED.flatMap(({ name: variable, isAddress, refusedInProduction }) => {
    const given = env[variable];
    if (given === undefined) return [];
    const messages = [
      isAddress === true && RESERVED.test(given) ? "holds an example's address; set it to the real one" : undefined,
      refusedInProduction?.(given),
    ];
    return messages.flatMap((message) => (message === undefined ? [] : [{ variable, message }]));
  });
}
