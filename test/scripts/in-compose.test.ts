import assert from 'node:assert/strict';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { describe, it } from 'node:test';
import { createS3Store } from '../../src/images/s3-store.ts';
import { root } from '../deploy/read-compose.ts';
import { bun, run } from '../deploy/run.ts';
import { type S3TestPlace, s3Environment, s3Place, s3Refusal } from '../s3.ts';
import { clusterRefusal, createPostgresCluster } from '../servers/postgres-cluster.ts';
import { registerRefusal } from '../without-server.ts';

/**
 * Stands for Docker: `exec` runs beside the server at PORT_HERE, `run` runs the bot with the
 * variables that the test gives. All that it is asked is written down.
 */
const docker = (log: string) => `#!/bin/bash
echo "$*" >>${log}
[ "$1" = compose ] || exit 9
if [ "$2" = exec ]; then
  [ "$3 $4" = '-T postgres' ] || exit 9
  shift 4
  PGHOST=127.0.0.1 PGPORT=$PORT_HERE exec "$@"
fi
while [ "$1" != app ]; do shift; done
shift
S3_ENDPOINT=$S3_HERE exec ${bun} ${join(root, 'src/main.ts')} "$@"
`;

it('a restore in Compose from a mistyped folder makes none, and neither does another word', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-mistyped-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  for (const [word, told] of [
    ['restore.sh', /there is no folder bakcups/],
    ['places.sh', /in-compose\.sh backup\.sh FOLDER/],
  ] as const) {
    const { code, output } = await run(['scripts/in-compose.sh', word, 'bakcups'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(output, told);
  }
  assert.deepEqual(await readdir(folder), ['scripts']);
});

const refusal = clusterRefusal ?? s3Refusal;

if (refusal !== undefined) registerRefusal('A backup of the services of Compose', refusal);
else
  describe('A backup of the services of Compose', () => {
    it('brings rows and objects back into new ones', async (t) => {
      const folder = await mkdtemp(join(tmpdir(), 'aisha-in-compose-'));
      const cluster = await createPostgresCluster({ isInMemory: true });
      const places = [s3Place(), s3Place()] as const;
      t.after(async () => {
        await Promise.all([cluster.remove(), ...places.map((place) => place.remove())]);
        await rm(folder, { recursive: true, force: true });
      });
      await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
      await run(['scripts/make-secrets.sh'], { cwd: folder });
      const tools = join(folder, 'tools');
      await mkdir(tools);
      await writeFile(join(tools, 'docker'), docker(join(folder, 'asked')));
      await chmod(join(tools, 'docker'), 0o755);

      const ask = async (...statements: string[]) => {
        const words = statements.flatMap((statement) => ['-c', statement]);
        const { code, output } = await run(['psql', cluster.url, '-XAtq', ...words], { cwd: '/' });
        assert.equal(code, 0, output);
      };
      const bot = async (...words: string[]) => {
        const DATABASE_URL = `postgres://aisha@127.0.0.1:${cluster.port}/aisha`;
        const { code, output } = await run([bun, 'src/main.ts', ...words], {
          cwd: root,
          env: { DATABASE_URL },
        });
        assert.equal(code, 0, output);
        return output;
      };
      const variables = (place: S3TestPlace) => {
        const { S3_ENDPOINT = '', ...rest } = s3Environment(place);
        const PATH = `${tools}:${env['PATH']}`;
        return { ...rest, PATH, S3_HERE: S3_ENDPOINT, PORT_HERE: String(cluster.port) };
      };

      await ask('create role aisha login superuser', 'create database aisha owner aisha');
      await bot('promo', 'create', 'SPRING', '--coins', '50');
      const from = await createS3Store(places[0].needs);
      await from.put('photos', 'anna/1.png', new Uint8Array([1, 2, 3]), 'image/png');
      from.close();

      const backup = await run(['scripts/in-compose.sh', 'backup.sh', 'backups'], {
        cwd: folder,
        env: variables(places[0]),
      });
      assert.equal(backup.code, 0, backup.output);
      const made = backup.output.trim().split('\n').at(-1) ?? '';

      await ask('drop database aisha', 'create database aisha owner aisha');
      const restore = await run(['scripts/in-compose.sh', 'restore.sh', made], {
        cwd: folder,
        env: variables(places[1]),
      });
      assert.equal(restore.code, 0, restore.output);
      assert.match(await bot('promo', 'list'), /SPRING/);
      const to = await createS3Store(places[1].needs);
      const found = await to.get('photos', 'anna/1.png');
      to.close();
      assert.deepEqual([...(found ?? [])], [1, 2, 3]);
    });
  });
