import { Hono } from 'hono';
import * as v from 'valibot';
import { answer } from './answer.ts';
import { ANSWERS } from './answers.ts';
import type { Media } from './media.ts';

const Announcement = v.object({ content_type: v.string(), file_name: v.string() });

/** POST /storage/upload/initiate: tells where to PUT a file and where it will lie. */
export function storageRoutes(media: Media, mediaBase: (url: URL) => string): Hono {
  return new Hono().post('/storage/upload/initiate', async (c) => {
    const announced = v.safeParse(Announcement, await c.req.json().catch(() => null));
    if (!announced.success) return answer(ANSWERS.notJson);
    const { file_name, content_type } = announced.output;
    const url = `${mediaBase(new URL(c.req.url))}/files/${media.await(file_name, content_type)}`;
    return answer({ status: 200, body: { upload_url: url, file_url: url } });
  });
}

/** v3.fal.media: public, without a key. */
export function mediaRoutes(media: Media): Hono {
  const pathOf = (path: string) =>
    decodeURIComponent(path.replace(/^\/v3\.fal\.media\/files\//, ''));
  return new Hono()
    .get('/files/*', (c) => {
      const file = media.get(pathOf(c.req.path));
      if (!file) return answer(ANSWERS.notFound);
      const headers = {
        'content-type': file.contentType,
        'content-length': String(file.bytes.length),
      };
      return new Response(new Uint8Array(file.bytes), { headers });
    })
    .put('/files/*', async (c) => {
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      return media.receive(pathOf(c.req.path), bytes)
        ? c.body(null, 200)
        : answer(ANSWERS.notFound);
    });
}
