import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LICENSE = /^(licen[cs]e|copying|notice)/i;

/**
 * The licences of all packages whose code is in the output, as they ask for.
 * @throws Error when a package has neither a licence's text nor its name
 */
export function licensesOf(root, output) {
  const folders = new Set([join(root, 'packages/http/node_modules/swagger-ui-dist')]);
  for (const chunk of output)
    for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
      const folder = packageOf(id);
      if (folder !== undefined) folders.add(folder);
    }
  const parts = [...folders].map((folder) => partOf(folder)).sort((a, b) => (a.title < b.title ? -1 : 1));
  return parts.map(({ title, text }) => `${'='.repeat(80)}\n${title}\n\n${text.trim()}\n`).join('\n');
}

/** The folder of the package that a module of `node_modules` belongs to. */
function packageOf(id) {
  if (!id.includes('node_modules') || id.startsWith('\0')) return undefined;
  for (let folder = dirname(id); folder.includes('node_modules'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    // Some packages have further manifests inside, which only say how their modules are read.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined) return folder;
  }
  return undefined;
}

function partOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENSE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  if (texts.length === 0 && typeof license !== 'string') throw new Error(`${name} does not say its licence.`);
  return { title: `${name} ${version} (${license ?? 'see below'})`, text: texts.join('\n\n') };
}
