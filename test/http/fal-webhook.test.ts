import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createFalWebhook } from '../../src/http/fal-webhook.ts';
import { listen } from '../../src/http/listen.ts';
import { createRoom } from '../../src/http/room.ts';

const OURS = '/fal/webhook/ours';
const HOST = '127.0.0.1';

/** A webhook with one place, whose body may have ten bytes. */
async function begin(t: TestContext, withinMs = 60_000) {
  const reports: string[] = [];
  const taken: string[] = [];
  const room = createRoom({ places: 1, onFull: () => void reports.push('full') });
  const app = createFalWebhook({
    verifier: { verify: async () => 'valid' },
    readPath: async (path) => (path === OURS ? { orderId: 'order', attempt: 1 } : null),
    take: async (_, rawBody) => {
      taken.push(new TextDecoder().decode(rawBody));
      return 'taken';
    },
    admit: room.admit,
    isUnavailable: () => false,
    report: (code) => void reports.push(code),
    limits: { maxBytes: 10, withinMs },
  });
  const server = await listen(app.fetch, HOST, 0);
  t.after(server.close);
  const post = async (body: string, path = OURS) =>
    (await fetch(`http://${HOST}:${server.port}${path}`, { method: 'POST', body })).status;
  const open = (path = OURS) => begun(t, server.port, path);
  return { post, open, reports, taken };
}

/** A request whose chunked body has begun, and the status that it is answered with. */
function begun(t: TestContext, port: number, path: string) {
  const socket = connect({ host: HOST, port });
  t.after(() => void socket.destroy());
  socket.write(`POST ${path} HTTP/1.1\r\nHost: ${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const write = (text: string) => socket.write(`${text.length.toString(16)}\r\n${text}\r\n`);
  write('{"a"');
  return { write, status: statusOf(socket) };
}

const statusOf = (socket: Socket) =>
  new Promise<number>((resolve, reject) => {
    socket.once('data', (head) => resolve(Number(String(head).split(' ')[1])));
    socket.once('error', reject);
  });

test('a body that is too large is refused as such, and is no failure of ours', async (t) => {
  const { post, open, reports, taken } = await begin(t);
  assert.equal(await post('x'.repeat(11)), 413);
  const chunked = open();
  chunked.write('x'.repeat(7));
  assert.equal(await chunked.status, 413);
  assert.equal(await post('x'.repeat(10)), 200);
  assert.deepEqual(taken, ['x'.repeat(10)]);
  assert.deepEqual(reports, []);
});

test('a body that does not end leaves its place after a while', async (t) => {
  const { post, open, reports, taken } = await begin(t, 200);
  assert.equal(await open().status, 408);
  assert.equal(await post('whole'), 200);
  assert.deepEqual(taken, ['whole']);
  assert.deepEqual(reports, []);
});

test('an address that is not ours is turned away unread, and takes no place', async (t) => {
  const { post, open, reports } = await begin(t);
  assert.equal(await open('/fal/webhook/theirs').status, 404);
  assert.equal(await post('x'.repeat(11), '/fal/webhook/theirs'), 404);
  assert.equal(await post('whole'), 200);
  assert.deepEqual(reports, []);
});
