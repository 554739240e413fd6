import process from 'node:process';
import { createFal } from '../../src/demo/fal/create-fal.ts';
import { drawPicture } from '../../src/demo/fal/draw-picture.ts';
import { listen } from '../../src/http/listen.ts';

/**
 * The demo's FAL, but its pictures are drawn once: what drawing a thousand costs is not the bot's
 * to answer for. Each request takes a moment in the queue, then completes.
 */
const { PORT = '', FAL_KEY = '' } = process.env;
const STAGE_MS = 100;
const NEVER_MS = 2 ** 31 - 1;
const DRAWN = 8;

const pictures = await Promise.all(
  Array.from({ length: DRAWN }, (_, nth) =>
    drawPicture({
      description: 'кот на крыше под звёздным небом',
      seed: String(nth),
      size: { width: 1024, height: 1024 },
      format: 'png',
    }),
  ),
);

const fal = createFal({
  keys: [FAL_KEY],
  now: Date.now,
  concurrency: 1,
  stages: { queueMs: NEVER_MS, renderMs: NEVER_MS },
});

const imageOf = (nth: number) => ({
  url: `https://v3.fal.media/files/bench/${nth % DRAWN}.png`,
  width: 1024,
  height: 1024,
  content_type: 'image/png',
});

let done = 0;

/** Completes what has come in since the last look. */
function complete() {
  const ids = fal.requests.slice(done).flatMap(({ requestId }) => requestId ?? []);
  done = fal.requests.length;
  for (const [nth, id] of ids.entries())
    setTimeout(
      () =>
        void fal.completeWith(id, {
          status: 200,
          body: { images: [imageOf(nth)], description: '', seed: nth },
        }),
      STAGE_MS,
    );
}

setInterval(complete, 20);

await listen(
  (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/readyz') return new Response('ok');
    if (pathname === '/submitted') return Response.json(fal.requests.length);
    const nth = /^\/v3\.fal\.media\/files\/bench\/(\d+)\.png$/.exec(pathname)?.[1];
    const picture = pictures[Number(nth)];
    if (picture) return new Response(picture, { headers: { 'content-type': 'image/png' } });
    return fal.app.fetch(request);
  },
  '127.0.0.1',
  Number(PORT),
);
