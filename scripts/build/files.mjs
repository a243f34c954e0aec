// Some modules read files that stand beside them: migrations, mails, stylesheets. The build copies these files into
// `files/`, in the same folders as in the repository, and lets those modules believe that they still stand there.
import { join, relative, sep } from 'node:path';

/** The files that the product reads while it runs, and where they stand in the build. */
export const FILES = [
  ...['migrations', 'packages/adapters/local/migrations', 'packages/http/src/assets'].map(asIs),
  ...['de', 'en'].flatMap((language) =>
    ['mails', 'parts'].map((part) => asIs(`packages/texts/src/languages/${language}/${part}`)),
  ),
  asIs('packages/texts/src/markup'),
  ...['package.json', 'swagger-ui.css', 'swagger-ui-bundle.js'].map((name) => ({
    from: `packages/http/node_modules/swagger-ui-dist/${name}`,
    to: `files/node_modules/swagger-ui-dist/${name}`,
  })),
];

function asIs(path) {
  return { from: path, to: `files/${path}` };
}

/** A plugin: in the product's own modules, `import.meta.url` names their place below `files/`. */
export function readsFilesBeside(root) {
  const packages = join(root, 'packages') + sep;
  return {
    name: 'reads-files-beside',
    transform(code, id) {
      if (!id.startsWith(packages) || id.includes('node_modules') || !code.includes('import.meta.url')) return null;
      const place = JSON.stringify(relative(root, id).split(sep).join('/'));
      return { code: code.replaceAll('import.meta.url', `new URL(${place}, FILES_OF_BUILD).href`), map: null };
    },
  };
}

/** What a file of the build begins with: where `files/` is, seen from it. */
export function filesFrom({ fileName }) {
  const up = '../'.repeat(fileName.split('/').length - 1);
  return `const FILES_OF_BUILD = new URL('./${up}files/', import.meta.url);`;
}
