import { relative } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** Says how long each file took with what it sets up, the longest first, and all of them. */
export default class TimesReporter implements Reporter {
  #root = '';

  onInit({ config }: Vitest): void {
    this.#root = config.root;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const times = modules.map((module) => {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      return { name: relative(this.#root, module.moduleId), ms: collectDuration + setupDuration + duration };
    });
    const line = (name: string, ms: number): string => `${String(Math.round(ms / 1_000)).padStart(6)} s  ${name}\n`;
    for (const { name, ms } of times.sort((a, b) => b.ms - a.ms)) process.stdout.write(line(name, ms));
    process.stdout.write(
      line(
        'all',
        times.reduce((sum, { ms }) => sum + ms, 0),
      ),
    );
  }
}
