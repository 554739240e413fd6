import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { ActorRecord } from '../../src/actors/record.ts';
import { begin, open } from '../../src/actors/step.ts';
import { charts } from '../../src/main/charts.ts';
import { withDiagram } from '../fixtures/diagram.ts';
import { type ChartName, fingerprint } from '../fixtures/fingerprint.ts';
import { pathOf } from '../fixtures/records.ts';
import { statesOf } from './states.ts';

const folder = (name: string) => new URL(`../fixtures/${name}/`, import.meta.url);

const read = (kind: string, file: string): unknown =>
  JSON.parse(readFileSync(new URL(file, folder(kind)), 'utf8'));

const names: readonly ChartName[] = ['chat', 'generation', 'avatar'];

const changed = (name: ChartName) => `\
The chart \`${name}\` changed, and its number in machines/versions.ts is still ${charts[name].version}.
Is version ${charts[name].version} released? Then raise the number, give src/main/charts.ts the way \
forward from it, and run \`bun test/fixtures/write.ts\` for the new version's fixtures.
Is it not released yet? Then just run \`bun test/fixtures/write.ts\`: it writes the present version's \
fixtures anew.`;

const recordFiles = readdirSync(folder('records')).filter((file) => file.endsWith('.json'));

describe("a chart's version", () => {
  for (const name of names) {
    const { version } = charts[name];

    it(`grows when the ${name} chart changes`, () => {
      const file = `${name}-v${version}.json`;
      const isKept = readdirSync(folder('charts')).includes(file);
      assert.ok(isKept, `${file} is missing: run \`bun test/fixtures/write.ts\``);
      const kept = JSON.stringify(read('charts', file));
      assert.ok(kept === JSON.stringify(fingerprint(name)), changed(name));
    });

    it(`has a record of every state of the ${name} chart`, () => {
      const present = `${name}-v${version}-`;
      const kept = recordFiles
        .filter((file) => file.startsWith(present))
        .map((file) => file.slice(present.length, -'.json'.length));
      // `settled` is passed through, never rested in.
      const leaves = statesOf(charts[name].machine)
        .filter(({ isLeaf, path }) => isLeaf && path !== 'settled')
        .map(({ path }) => path);
      assert.deepEqual(kept.toSorted(), leaves.toSorted(), changed(name));
    });
  }
});

describe("the README's diagram", () => {
  it('is drawn from the chart as it is', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    assert.ok(withDiagram(readme) === readme, 'Run `bun test/fixtures/write.ts`');
  });
});

describe('a record of a released version', () => {
  it('is there for every version', () => {
    for (const name of names)
      for (let version = 1; version <= charts[name].version; version++)
        assert.ok(
          recordFiles.some((file) => file.startsWith(`${name}-v${version}-`)),
          `no record of ${name} version ${version} is left`,
        );
  });

  for (const file of recordFiles) {
    const [, name = '', version = '', state = ''] = /^(\w+)-v(\d+)-(.+)\.json$/.exec(file) ?? [];
    const chart = charts[name as ChartName];

    it(`loads: ${name} ${version} in ${state}`, () => {
      const record = read('records', file) as ActorRecord;
      const key = `${name}:1`;
      assert.equal(record.version, Number(version));
      const opened = open(chart, key, record);
      if (record.version < chart.version && opened === null) {
        // It begins anew: people come home, and the sweep rebuilds a generation from its rows.
        const input = { personId: 'p', id: 'g', attempt: 1 };
        assert.ok(open(chart, key, begin(chart, key, 'anew', input).record));
        return;
      }
      assert.ok(opened, `${file} begins anew`);
      if (record.version === chart.version) assert.equal(pathOf(opened.record), state);
      assert.equal(opened.snapshot.status === 'active', !isFinal(chart, pathOf(opened.record)));
    });
  }
});

const isFinal = ({ machine }: (typeof charts)[ChartName], state: string) =>
  statesOf(machine).some(({ path, isFinal }) => isFinal && path === state);
