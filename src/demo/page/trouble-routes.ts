import { Hono } from 'hono';
import * as v from 'valibot';

/** Trouble with the next training that a person at the page may order, to see how it is told. */
export interface Trouble {
  readonly kinds: readonly string[];
  /** One of the kinds. */
  next(): string;
  order(kind: string): void;
}

/** Without trouble to order, there are no kinds. */
export function troubleRoutes(trouble: Trouble | undefined): Hono {
  const ordered = v.object({ kind: v.picklist(trouble?.kinds ?? []) });
  return new Hono()
    .get('/trouble', (c) => c.json({ kinds: trouble?.kinds ?? [], next: trouble?.next() }))
    .post('/trouble', async (c) => {
      const { kind } = v.parse(ordered, await c.req.json());
      trouble?.order(kind);
      return c.json({});
    });
}
