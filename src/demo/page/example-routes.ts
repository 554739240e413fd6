import { Hono } from 'hono';
import * as v from 'valibot';
import type { People } from '../bot-api/people.ts';
import { drawExamplePhoto } from '../example-photos.ts';
import { personId } from './person-id.ts';

const chosen = v.object({ which: v.array(v.pipe(v.number(), v.integer())) });

/** Photos of a drawn person, for those who have none of their own at hand. */
export function exampleRoutes(people: People): Hono {
  const api = new Hono();
  api.get('/chats/:id/examples/:at', async (c) => {
    const photo = await drawExamplePhoto(personId(c), Number(c.req.param('at')));
    if (!photo) return c.notFound();
    const headers = { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, max-age=86400' };
    return c.body(new Uint8Array(photo), 200, headers);
  });

  // Several go as an album, as they do from a phone.
  api.post('/chats/:id/examples', async (c) => {
    const { which } = v.parse(chosen, await c.req.json());
    const drawn = await Promise.all(which.map((at) => drawExamplePhoto(personId(c), at)));
    await people.sendAlbum(
      personId(c),
      drawn.filter((photo) => photo !== null),
    );
    return c.json({});
  });
  return api;
}
