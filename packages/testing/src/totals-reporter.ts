import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the output with one line for people and programs: `12 passed, 0 failed, 1 skipped`. */
export default class TotalsReporter implements Reporter {
  /**
   * A file that fails to load and an error outside of tests count as failed, because neither appears among the tests.
   */
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (...states: string[]): number => tests.filter((state) => states.includes(state)).length;
    const broken = modules
      .flatMap((module) => [module, ...module.children.allSuites()])
      .flatMap((part) => part.errors());
    const failed = count('failed') + broken.length + unhandled.length;
    process.stdout.write(`${count('passed')} passed, ${failed} failed, ${count('skipped', 'pending')} skipped\n`);
  }
}
