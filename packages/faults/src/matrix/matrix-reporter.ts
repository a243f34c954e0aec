import { relative } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { proves, type RowId } from './row.ts';
import { ROWS } from './rows.ts';

/**
 * Sees to it that the proofs of the fault matrix ran: in each file of theirs that was run, at least one test of the row
 * passed, and none failed or was left out. A run of single tests by name proves nothing and is not looked at.
 */
export default class MatrixReporter implements Reporter {
  #root = '';
  #isWhole = true;

  onInit({ config }: Vitest): void {
    this.#root = config.root;
    this.#isWhole = config.testNamePattern === undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (!this.#isWhole) return;
    const ran = new Map(modules.map((module) => [relative(this.#root, module.moduleId).replaceAll('\\', '/'), module]));
    let proofs = 0;
    for (const { id, proofs: files } of ROWS) {
      for (const file of files) {
        const module = ran.get(file);
        if (module === undefined) continue;
        proofs += 1;
        const problem = problemOf(id, module);
        if (problem === undefined) continue;
        process.stdout.write(`Fault matrix: ${id} is not proved by ${file}: ${problem}.\n`);
        process.exitCode = 1;
      }
    }
    if (proofs > 0) process.stdout.write(`Fault matrix: ${proofs} proofs looked at\n`);
  }
}

function problemOf(id: RowId, module: TestModule): string | undefined {
  const states = [...module.children.allTests()].flatMap((test) =>
    proves(id, test.fullName) ? [test.result().state] : [],
  );
  if (states.length === 0) return 'no test of it ran';
  const bad = states.find((state) => state !== 'passed');
  return bad === undefined ? undefined : `a test of it ${bad}`;
}
