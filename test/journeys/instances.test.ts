import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresRefusal } from '../databases.ts';
import { eventually } from '../eventually.ts';
import { redisRefusal } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';
import { type Instance, openInstances } from './open-instances.ts';
import { BY_HAND } from './open-stand-ins.ts';

/** What `docker stop` and most platforms give a process before they kill it. */
const STOP_MS = 10_000;
/** A lease of an effect is twenty seconds, a look for due work a second away. */
const AT_ONCE_MS = 8_000;

/** The Redis of a test may keep nothing on disk, and the bot says so when it starts. */
const AT_RISK = /The actor store is at risk/;

/** Lines of the log at the level of a warning or above. */
const complaints = ({ output }: Instance) =>
  output()
    .split('\n')
    .filter((line) => /"level":[4-6]0/.test(line) && !AT_RISK.test(line));

const refusal = postgresRefusal ?? redisRefusal;

if (refusal !== undefined) registerRefusal('several instances', refusal);
else {
  test('an instance that is asked to end under load ends in time and without a complaint, and the other goes on', async (t) => {
    const bots = await openInstances(t, {
      env: { FAL_CONCURRENCY: '20' },
      stages: { queueMs: 50, renderMs: 300 },
    });
    const [first, second] = await Promise.all([bots.add(), bots.add()]);
    const people = Array.from({ length: 12 }, bots.person);
    // More than Telegram lets through in a second: screens wait for their turn.
    for (let id = 9_000_000; id < 9_000_050; id += 1) {
      bots.telegram.person({ id, firstName: 'A' });
      bots.telegram.say(id, 'hello');
    }
    const lives = Promise.all(people.map((person) => person.order('a picture of the sea')));
    await eventually(() => bots.fal.requests.length > 3 || undefined, { timeoutMs: 15_000 });
    const ms = await first.stop();
    assert.ok(ms < STOP_MS, `${ms} ms`);
    assert.deepEqual(complaints(first), []);
    await lives;
    await Promise.all(people.map((person) => person.result()));
    await bots.check();
    assert.deepEqual(complaints(second), []);
  });

  test('one instance polls Telegram; when it ends or is killed another does', async (t) => {
    const bots = await openInstances(t, { news: 'polling', stages: BY_HAND });
    const first = await bots.add();
    const anna = bots.person();
    await anna.order('a lighthouse');
    const second = await bots.add();
    const job = await eventually(() => bots.fal.requests[0]?.requestId ?? undefined);
    const began = performance.now();
    await first.stop();
    assert.ok(performance.now() - began < STOP_MS);
    await bots.fal.completeWith(job);
    const boris = bots.person();
    boris.say('/start');
    await Promise.all([boris.sees(/./), anna.result()]);
    const ms = performance.now() - began;
    assert.ok(ms < AT_ONCE_MS, `the other went on after ${ms} ms`);

    const third = await bots.add();
    await second.kill();
    const vera = bots.person();
    vera.say('/start');
    await vera.sees(/./);
    await bots.check();
    for (const each of [first, second, third]) assert.doesNotMatch(each.output(), /poll-conflict/);
  });

  test('the places at FAL are of all instances together, and fair between people', async (t) => {
    const bots = await openInstances(t, { env: { FAL_CONCURRENCY: '2' }, stages: BY_HAND });
    await Promise.all([bots.add(), bots.add()]);
    const [anna, boris] = [bots.person(), bots.person()];
    const jobs = (count: number) =>
      eventually(() => (bots.fal.requests.length >= count ? bots.fal.requests : undefined), {
        timeoutMs: 10_000,
      });
    const complete = async (nth: number) => {
      const { requestId } = (await jobs(nth + 1))[nth] ?? {};
      assert.ok(requestId);
      await bots.fal.completeWith(requestId);
    };

    for (const tree of ['a birch', 'an oak', 'a lime tree']) await anna.order(tree);
    await boris.order('a house');
    await jobs(2);
    await complete(0);
    await jobs(3);
    const [, , third] = bots.fal.requests;
    assert.match(String(third?.input['prompt']), /a house/, 'who has none there comes first');
    assert.equal(bots.fal.requests.length, 3, 'two at a time');
    await complete(1);
    await complete(2);
    await complete(3);
    await bots.check();
    assert.equal(bots.fal.requests.length, 4);
  });
}
