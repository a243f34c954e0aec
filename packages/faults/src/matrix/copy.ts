import { cpSync, symlinkSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository that this is a part of. */
export const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url));

/** Big, of no use there, or somebody's own. */
const LEFT_OUT = /^(\.git|\.data|\.stryker|reports|coverage)$/;

/** Copies the repository with all that is built, so that the copy can be changed and run; dependencies are shared. */
export function copyRepository(to: string): void {
  cpSync(ROOT, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !LEFT_OUT.test(basename(path)) && relative(ROOT, path) !== 'node_modules',
  });
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'), 'dir');
}
