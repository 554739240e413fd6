import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Files, Upload } from '../files.ts';
import { type Params, parseParams } from '../params.ts';
import type { Profile } from '../profile.ts';
import type { Queries } from '../queries.ts';
import type { Rates } from '../rates.ts';
import type { State } from '../state.ts';
import type { Updates } from '../updates.ts';
import type { Webhook } from '../webhook.ts';

/** Everything a method may touch. */
export type Parts = {
  state: State;
  events: Events;
  files: Files;
  profile: Profile;
  queries: Queries;
  updates: Updates;
  webhook: Webhook;
  now: () => number;
  /** Absent when rates are not enforced. */
  rates?: Rates;
};

export type Call = Parts & { uploads: Map<string, Upload>; signal: AbortSignal };

export type Method = (params: Params, call: Call) => unknown;

/** A method is a schema and what it does with the parameters that pass it. */
export function method<E extends v.ObjectEntries>(
  entries: E,
  handle: (params: v.InferOutput<v.ObjectSchema<E, undefined>>, call: Call) => unknown,
): Method {
  const schema = v.object(entries);
  return (params, call) => handle(parseParams(schema, params), call);
}

/** The chat's id, after the checks every write goes through. */
export function writableChat(chatId: number | string, call: Call): number {
  if (typeof chatId === 'string') throw badRequest('chat not found');
  call.state.writable(chatId);
  call.rates?.spend(chatId);
  return chatId;
}

export function knownChat(chatId: number | string, call: Call): number {
  if (typeof chatId === 'string') throw badRequest('chat not found');
  call.state.chat(chatId);
  return chatId;
}
