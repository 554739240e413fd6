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

/** Rows as a Markdown table, so that they can be pasted; the first is the head. */
function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    `| ${widths.map((width, at) => (row[at] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lineOf(head), rule, ...body.map(lineOf)].join('\n');
}

/** One figure a line. */
export const tableOf = (figures: readonly Figure[]): string =>
  markdown([
    ['', 'measured', 'target', ''],
    ...figures.map(({ what, measured, target = '', isMet }) => [
      what,
      measured,
      target,
      isMet === undefined ? '' : isMet ? 'met' : 'MISSED',
    ]),
  ]);

/** What was measured line by line, for whom column by column; in the order of their coming. */
export function matrixOf(
  cells: readonly Readonly<Record<'what' | 'column' | 'measured', string>>[],
): string {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const lines = [...new Set(cells.map(({ what }) => what))];
  const measured = (what: string, column: string) =>
    cells.find((cell) => cell.what === what && cell.column === column)?.measured ?? '';
  return markdown([
    ['', ...columns],
    ...lines.map((what) => [what, ...columns.map((column) => measured(what, column))]),
  ]);
}
