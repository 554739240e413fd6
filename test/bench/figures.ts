export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** Empty: it only explains. */
  readonly target?: string;
  readonly isMet?: boolean;
}

/** The table as Markdown, so that it can be pasted. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, target = '', isMet }) => [
    what,
    measured,
    target,
    isMet === undefined ? '' : isMet ? 'met' : 'MISSED',
  ]);
  const all = [['', 'measured', 'target', ''], ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head = [], ...body] = all;
  return [lineOf(head), rule, ...body.map(lineOf)].join('\n');
}
