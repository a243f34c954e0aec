// Checks the API description with the recommended rules of two linters, Spectral's `spectral:oas` and Redocly's
// `recommended`, without warnings. The description is generated from the compiled routes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Spectral } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { eventReceiver } from '../packages/adapters/sendgrid/dist/index.js';
import { apiRoutes } from '../packages/http/dist/api/routes.js';
import { openApiDocument } from '../packages/http/dist/openapi/document.js';

const settings = { publicUrl: 'https://portal.example.org', supportEmail: 'support@example.org', secureCookies: true };
// No use case is called: the routes only need functions.
const deps = { settings, mailReports: [eventReceiver(null, { now: () => 0 })] };
const document = openApiDocument(apiRoutes(deps), settings);

/** Every answer of these redirects to another page; all other operations must have a 2xx. */
const ONLY_LEADS_ON = ['get /api/decline/{token}'];

const faults = [...(await spectralFaults()), ...redoclyFaults()];
for (const fault of faults) console.error(fault);
const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
if (faults.length === 0) console.log(`${operations} operations keep the rules of Spectral and Redocly.`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function spectralFaults() {
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [[oas, 'recommended']] });
  const found = await spectral.run(document);
  return found.map(({ code, path, message }) => `Spectral ${code} at ${path.join(' ')}: ${message}`);
}

function redoclyFaults() {
  const folder = fileURLToPath(new URL('../node_modules/.cache', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/openapi.json`;
  writeFileSync(file, JSON.stringify(document));
  const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));
  const args = [cli, 'lint', '--extends', 'recommended', '--format', 'json', '--max-problems', '1000', file];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout, stderr, error } = spawnSync(process.execPath, args, { encoding: 'utf8', env, maxBuffer: 2 ** 26 });
  if (error) throw error;
  const start = stdout.indexOf('{');
  if (start === -1) return [`Redocly said nothing: ${stderr}`];
  const { problems } = JSON.parse(stdout.slice(start));
  return problems
    .filter(({ ruleId, location }) => ruleId !== 'operation-2xx-response' || !leadsOn(location[0]?.pointer))
    .map(({ ruleId, message, location }) => `Redocly ${ruleId} at ${location[0]?.pointer}: ${message}`);
}

/** @param pointer such as `#/paths/~1api~1confirm~1{token}/post/responses` */
function leadsOn(pointer = '') {
  const [, path = '', method] = /^#\/paths\/([^/]*)\/(\w+)\//.exec(pointer) ?? [];
  return ONLY_LEADS_ON.includes(`${method} ${path.replaceAll('~1', '/')}`);
}
