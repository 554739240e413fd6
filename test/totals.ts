/**
 * Adds JUnit reports up to one line, after the tests that failed with the beginning of their errors.
 * Exits with 1 for a failure, or for a run without a test.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const COUNTED = ['tests', 'failures', 'errors', 'skipped'] as const;

type Totals = Record<(typeof COUNTED)[number], number>;

/** The root element carries the sums of its suites, on Bun and on Deno. */
function readTotals(path: string): Totals {
  const root = /<testsuites\b[^>]*>/.exec(readFileSync(path, 'utf8'))?.[0] ?? '';
  const count = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  return Object.fromEntries(COUNTED.map((name) => [name, count(name)])) as Totals;
}

const FAILED_CASE = /<testcase\b([^>]*[^/])>\s*<(?:failure|error)\b([\s\S]{0,600})/g;

function* readFailures(path: string): Generator<string> {
  for (const [, attributes = '', error = ''] of readFileSync(path, 'utf8').matchAll(FAILED_CASE))
    yield `FAILED ${attributes.trim()}\n  ${error.trim().replaceAll('\n', '\n  ')}`;
}

for (const path of process.argv.slice(2))
  for (const failure of readFailures(path)) console.log(failure);
const all = process.argv.slice(2).map(readTotals);
const sum = (name: keyof Totals) => all.reduce((total, totals) => total + totals[name], 0);
const failed = sum('failures') + sum('errors');
const passed = sum('tests') - failed - sum('skipped');
console.log(`${passed} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exit(failed > 0 || all.some(({ tests }) => tests === 0) ? 1 : 0);
