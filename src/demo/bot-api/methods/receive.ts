import * as v from 'valibot';
import { badRequest, conflict } from '../errors.ts';
import { flag, integer, json, text } from '../fields.ts';
import { type Call, method } from './method.ts';

const MAX_LIMIT = 100;
const MAX_POLL_SECONDS = 50;
const DEFAULT_CONNECTIONS = 40;

const allowed_updates = v.exactOptional(json(v.array(text)));

const bad = (reason: string) => badRequest(`bad webhook: ${reason}`);

export const getUpdates = method(
  {
    offset: v.exactOptional(integer),
    limit: v.exactOptional(integer),
    timeout: v.exactOptional(integer),
    allowed_updates,
  },
  (
    { offset = 0, limit = MAX_LIMIT, timeout = 0, allowed_updates },
    { webhook, updates, signal },
  ) => {
    if (webhook.isSet()) {
      const advice = 'use deleteWebhook to delete the webhook first';
      throw conflict(`can't use getUpdates method while webhook is active; ${advice}`);
    }
    updates.allow(allowed_updates);
    return updates.poll({
      offset,
      limit: Math.min(MAX_LIMIT, Math.max(1, limit)),
      seconds: Math.min(MAX_POLL_SECONDS, Math.max(0, timeout)),
      signal,
    });
  },
);

function checkUrl(url: string) {
  if (!URL.canParse(url)) throw bad('invalid webhook URL specified');
  const { protocol, hostname } = new URL(url);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isTaken = protocol === 'https:' || (protocol === 'http:' && isLoopback);
  if (!isTaken) throw bad('An HTTPS URL must be provided for webhook');
}

function drop({ updates }: Call, isAsked: boolean | undefined) {
  if (isAsked) updates.clear();
}

/** Unlike Telegram it takes plain http on this machine, so that a bot here can be reached. */
export const setWebhook = method(
  {
    url: text,
    secret_token: v.exactOptional(text),
    max_connections: v.exactOptional(integer),
    allowed_updates,
    drop_pending_updates: v.exactOptional(flag),
    ip_address: v.exactOptional(text),
  },
  (params, call) => {
    const { url, secret_token: secret, max_connections = DEFAULT_CONNECTIONS } = params;
    if (secret !== undefined && !/^[\w-]{0,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
    if (max_connections < 1 || max_connections > 100) throw bad('invalid max_connections');
    if (url !== '') checkUrl(url);
    drop(call, params.drop_pending_updates);
    call.updates.allow(params.allowed_updates);
    const hook = { url, maxConnections: max_connections, ...(secret ? { secret } : {}) };
    call.webhook.set(url === '' ? undefined : hook);
    return true;
  },
);

export const deleteWebhook = method(
  { drop_pending_updates: v.exactOptional(flag) },
  (params, call) => {
    drop(call, params.drop_pending_updates);
    call.webhook.set(undefined);
    return true;
  },
);

export const getWebhookInfo = method({}, (_, { webhook }) => webhook.info());
