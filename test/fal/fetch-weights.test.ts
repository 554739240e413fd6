import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWeightsFetcher } from '../../src/fal/fetch-weights.ts';
import { checkedWeights, NotWeights } from '../../src/fal/weights-format.ts';
import { createMediaAddress } from '../../src/images/media-address.ts';
import { serve } from '../serve.ts';

const tensor = (from: number, to: number) => ({
  dtype: 'F16',
  shape: [2, 3],
  data_offsets: [from, to],
});

const HEADER = {
  __metadata__: { format: 'pt' },
  'lora.down': tensor(0, 12),
  'lora.up': tensor(12, 24),
};

/** A file of this header and so many bytes of tensors. */
function weights(header: unknown = HEADER, bytes = 24): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const file = new Uint8Array(8 + json.length + bytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

async function* inPieces(file: Uint8Array, size: number) {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function read(source: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of source) bytes += chunk.length;
  return bytes;
}

describe('weights', () => {
  it('pass as they are, in whatever pieces they come', async () => {
    const file = weights();
    for (const size of [1, 7, 64, file.length])
      assert.equal(await read(checkedWeights(inPieces(file, size))), file.length);
  });

  for (const [what, file] of [
    ['a web page', new TextEncoder().encode('<!doctype html><title>Sorry</title>'.repeat(20))],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['nothing', new Uint8Array()],
    ['a header that ends too early', weights().subarray(0, 30)],
    ['a header that is no JSON', weights('{"lora.down": oops')],
    ['a header without tensors', weights({ __metadata__: { format: 'pt' } }, 0)],
    ['a header of something else', weights({ 'lora.down': { url: 'https://x' } })],
    ['less than its header tells of', weights(HEADER, 23)],
    ['more than its header tells of', weights(HEADER, 25)],
  ] as const) {
    it(`are not ${what}`, async () => {
      await assert.rejects(read(checkedWeights(inPieces(file, 16))), NotWeights);
    });
  }
});

async function fetchFrom(answer: () => Response, options = {}) {
  const seen: Request[] = [];
  const server = await serve({
    fetch: (request) => {
      seen.push(request);
      return answer();
    },
  });
  try {
    const fetchWeights = createWeightsFetcher({
      isAllowed: createMediaAddress({ hosts: ['127.0.0.1'] }),
      ...options,
    });
    const opened = await fetchWeights(`${server.url}/weights.safetensors`);
    const bytes = opened.kind === 'ok' ? await read(opened.source) : null;
    return { opened, bytes, seen };
  } finally {
    await server.close();
  }
}

describe('fetching weights', () => {
  it('asks without the key and passes them on', async () => {
    const { bytes, seen } = await fetchFrom(() => new Response(weights()));
    assert.equal(bytes, weights().length);
    assert.equal(seen[0]?.headers.get('authorization'), null);
  });

  it('goes to listed hosts only, and follows no redirect', async () => {
    const elsewhere = createWeightsFetcher({
      isAllowed: createMediaAddress({ hosts: ['*.fal.media'] }),
    });
    for (const url of ['https://example.org/w', 'http://v3.fal.media/w', 'file:///etc/passwd', ''])
      assert.deepEqual(await elsewhere(url), { kind: 'bad', retryable: false });
    const { opened } = await fetchFrom(
      () => new Response(null, { status: 302, headers: { location: 'https://v3.fal.media/w' } }),
    );
    assert.deepEqual(opened, { kind: 'bad', retryable: false });
  });

  it('takes a missing file for one that is late, and a refused one for lost', async () => {
    for (const [status, retryable] of [
      [404, true],
      [503, true],
      [403, false],
      [410, false],
    ] as const) {
      const { opened } = await fetchFrom(() => new Response(null, { status }));
      assert.deepEqual(opened, { kind: 'bad', retryable });
    }
  });

  it('takes no more than a file of weights can have', async () => {
    const { opened } = await fetchFrom(
      () => new Response(weights(), { headers: { 'content-length': String(weights().length) } }),
      { maxBytes: 100 },
    );
    assert.deepEqual(opened, { kind: 'bad', retryable: false });
    const untold = fetchFrom(() => new Response(new Blob([weights()]).stream()), { maxBytes: 100 });
    await assert.rejects(untold, NotWeights);
  });
});
