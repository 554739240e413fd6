import type { Context } from 'hono';
import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

/** Whose phone a request is about. Throws for what is no id. */
export const personId = (c: Context): number => v.parse(id, c.req.param('id'));
