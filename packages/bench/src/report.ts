import { type Finding, isMet } from './bench.ts';

/** The findings as a table for people. */
export function table(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.row,
    finding.what,
    `${figure(finding.ours)} ${finding.unit}`,
    `${figure(finding.other)} ${finding.unit}`,
    finding.against,
    finding.ratio.toFixed(2),
    goalText(finding),
    finding.goal === null ? '' : isMet(finding) ? 'met' : 'NOT MET',
  ]);
  const head = ['row', 'measure', 'ours', 'other', 'the other is', 'ratio', 'goal', ''];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function goalText({ goal }: Finding): string {
  if (goal === null) return '';
  return 'atMost' in goal ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`;
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
