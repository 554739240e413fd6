import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { type KyselyPlugin, type OperationNode, type RootOperationNode, TableNode } from 'kysely';
import type { ActorStore, ClaimedEffect } from '../../src/actors/actor-store.ts';
import type { ImageStore } from '../../src/images/image-store.ts';
import type { Places } from '../../src/main/places.ts';

export interface FailpointOptions {
  /** Where the process ends itself: `NAME#N` at the Nth crossing, `before` or `after` it. */
  readonly point: string | undefined;
  /** A file that gets a line for each crossing. */
  readonly trace: string | undefined;
}

export interface Failpoint {
  readonly name: string;
  /** From 1. */
  readonly n: number;
  readonly side: 'before' | 'after';
}

export const writePoint = ({ name, n, side }: Failpoint) => `${side} ${name}#${n}`;

type Cross = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Ids differ from run to run; a point's name must not. */
const withoutIds = (text: string) =>
  text.replaceAll(/\/[\w-]{16,}/g, '/ID').replaceAll(/\/\d+(?=\/|$)/g, '/N');

/** The first table that is named in a statement. */
function tableOf(node: OperationNode): string {
  if (TableNode.is(node)) return node.table.identifier.name;
  const parts = [Object(node).into, Object(node).table, Object(node).from, Object(node).froms];
  return parts.flat().flatMap((part) => (part ? [tableOf(part)] : []))[0] ?? '';
}

const VERBS: Partial<Record<RootOperationNode['kind'], string>> = {
  InsertQueryNode: 'insert',
  UpdateQueryNode: 'update',
  DeleteQueryNode: 'delete',
};

/** What a statement changes; null: it only reads, so that ending there is ending before what follows. */
function nameOf(node: RootOperationNode): string | null {
  if (node.kind === 'RawNode') {
    const text = node.sqlFragments.join('?').trim().replaceAll(/\s+/g, ' ');
    return /^(insert|update|delete|with)\b/i.test(text) ? `sql ${text.slice(0, 40)}` : null;
  }
  const verb = VERBS[node.kind];
  return verb === undefined ? null : `sql ${verb} ${tableOf(node)}`;
}

/** The database tells its statements apart; a crossing is noted when the server has answered. */
function watchStatements(pass: (name: string, side: Failpoint['side']) => void): KyselyPlugin {
  const names = new WeakMap<object, string>();
  return {
    transformQuery: ({ node, queryId }) => {
      const name = nameOf(node);
      if (name !== null) {
        names.set(queryId, name);
        pass(name, 'before');
      }
      return node;
    },
    transformResult: async ({ queryId, result }) => {
      const name = names.get(queryId);
      if (name !== undefined) pass(name, 'after');
      return result;
    },
  };
}

/** Saves and completions change an actor; the rest is looking. */
function watchStore(store: ActorStore, cross: Cross): ActorStore {
  const effects = new Map<string, string>();
  const learn = (claimed: readonly ClaimedEffect[]) => {
    for (const { id, key, name } of claimed) effects.set(id, `${key.split(':')[0]} ${name}`);
    return claimed;
  };
  const named = (id: string) => effects.get(id) ?? 'effect';
  return {
    ...store,
    save: (save) =>
      cross(`save ${save.key.split(':')[0]} ${save.journal.event}`, async () => {
        const saved = await store.save(save);
        if (saved.kind === 'saved') learn(saved.claimed);
        return saved;
      }),
    claim: async (want) => learn(await store.claim(want)),
    complete: (id, token, leaseMs) =>
      cross(`complete ${named(id)}`, async () => {
        const freed = await store.complete(id, token, leaseMs);
        return freed && learn(freed);
      }),
    release: (id, token, again) =>
      cross(`release ${named(id)}`, () => store.release(id, token, again)),
    bury: (id, token, error, leaseMs) =>
      cross(`bury ${named(id)}`, () => store.bury(id, token, error, leaseMs)),
  };
}

const watchImages = (images: ImageStore, cross: Cross): ImageStore => ({
  ...images,
  put: (bucket, key, ...rest) =>
    key.startsWith('check-')
      ? images.put(bucket, key, ...rest)
      : cross(`put ${bucket}`, () => images.put(bucket, key, ...rest)),
  remove: (bucket, key) =>
    key.startsWith('check-')
      ? images.remove(bucket, key)
      : cross(`remove ${bucket}`, () => images.remove(bucket, key)),
});

const urlOf = (input: string | URL | Request) =>
  new URL(input instanceof Request ? input.url : input);

/**
 * Stands between the bot and everything that it awaits, counts the crossings by name, and ends the
 * process at the one that was asked for, as `kill -9` does.
 */
export function createFailpoints({ point, trace }: FailpointOptions) {
  const counts = new Map<string, number>();
  const crossed = (name: string, side: Failpoint['side'], n: number) => {
    const here = writePoint({ name, n, side });
    if (trace !== undefined) appendFileSync(trace, `${here}\n`);
    if (here === point) process.kill(process.pid, 'SIGKILL');
  };
  const count = (key: string) => {
    const n = (counts.get(key) ?? 0) + 1;
    counts.set(key, n);
    return n;
  };
  const cross: Cross = async (name, work) => {
    const n = count(name);
    crossed(name, 'before', n);
    const result = await work();
    crossed(name, 'after', n);
    return result;
  };
  const pass = (name: string, side: Failpoint['side']) =>
    crossed(name, side, count(`${side} ${name}`));
  const isWatching = point !== undefined || trace !== undefined;

  return {
    places: (places: Places): Places => {
      if (!isWatching) return places;
      const kysely = places.db.kysely.withPlugin(watchStatements(pass));
      return {
        ...places,
        db: { ...places.db, kysely },
        store: watchStore(places.store, cross),
        images: watchImages(places.images, cross),
      };
    },
    fetch: (fetch: typeof globalThis.fetch): typeof globalThis.fetch => {
      if (!isWatching) return fetch;
      const watched = (input: string | URL | Request, init?: RequestInit) => {
        const { pathname } = urlOf(input);
        const method = init?.method ?? 'GET';
        const name = /\/bot\d+:[^/]+\/(\w+)$/.exec(pathname)?.[1];
        const what = name ? `telegram ${name}` : `${method} ${withoutIds(pathname)}`;
        return cross(what, () => fetch(input, init));
      };
      return Object.assign(watched, { preconnect: fetch.preconnect });
    },
  };
}
