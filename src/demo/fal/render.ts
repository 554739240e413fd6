import * as v from 'valibot';
import { FAILURES, noApplication } from './answers.ts';
import { drawBlack, drawPicture } from './draw-picture.ts';
import { ENDPOINTS, type Family, type Order } from './endpoints.ts';
import type { Job, Outcome } from './job.ts';
import type { Media } from './media.ts';
import { readWishes } from './wishes.ts';

interface Result {
  family: Family;
  order: Order;
  seed: number | bigint;
  unsafe: boolean;
}

const BROKEN_FILE = new TextEncoder().encode('<html><body>502 Bad Gateway</body></html>');

const draw = ({ order, seed, unsafe }: Result, index: number) =>
  unsafe
    ? drawBlack(order.size, order.format)
    : drawPicture({
        description: order.prompt,
        seed: `${seed}/${index}`,
        size: order.size,
        format: order.format,
      });

async function drawAll(result: Result, job: Job, media: Media) {
  const { order } = result;
  const images = [];
  const count = order.count - (readWishes(order.prompt).partial && order.count > 1 ? 1 : 0);
  for (let index = 0; index < count && job.fileFault !== 'empty'; index += 1) {
    const bytes = job.fileFault === 'broken' ? BROKEN_FILE : await draw(result, index);
    const contentType = `image/${order.format}`;
    const path = media.add({ bytes, contentType });
    images.push({
      url: `${job.mediaBase}/files/${path}`,
      ...order.size,
      content_type: contentType,
      file_name: path.split('/').at(-1),
      file_size: bytes.length,
    });
  }
  return images;
}

const BODIES: Record<Family, (images: unknown[], result: Result) => unknown> = {
  google: (images) => ({ images, description: '' }),
  seedream: (images, { seed }) => ({ images, seed }),
  flux: (images, { seed, order, unsafe }) => ({
    images,
    timings: { inference: 1.2 },
    seed,
    has_nsfw_concepts: images.map(() => unsafe),
    prompt: order.prompt,
  }),
};

/** Makes what a job's endpoint would have made of its input. */
export async function render(job: Job, media: Media, makeSeed: () => bigint): Promise<Outcome> {
  const endpoint = ENDPOINTS.get(job.endpoint);
  if (!endpoint) return noApplication(job.endpoint);
  const order = v.parse(endpoint.schema, job.input);
  const wishes = readWishes(order.prompt);
  if (wishes.fail) return FAILURES.broken;
  if (wishes.refuse && endpoint.family !== 'flux') return FAILURES.refused;
  const result = {
    family: endpoint.family,
    order,
    seed: order.seed ?? makeSeed(),
    unsafe: wishes.refuse,
  };
  const images = await drawAll(result, job, media);
  return { status: 200, body: BODIES[endpoint.family](images, result) };
}
