import { createHash } from 'node:crypto';

/**
 * Where the scripts keep things; every key a script touches is declared by it.
 *
 * - `record` hash of one actor: `moment` (step and epoch), `text`.
 * - `due` sorted set of effect ids by when they are visible: the due time, or the lease's end.
 * - `effects` hash id → JSON text; `leases` id → fencing token; `tries` id → failed tries.
 * - `dead` sorted set of ids by time of death, out of `due` but still in `effects`; `errors` id → why.
 * - `journal` sorted set of JSON lines by a running number from `lines`.
 */
export type KeyName =
  | 'record'
  | 'due'
  | 'effects'
  | 'leases'
  | 'tries'
  | 'dead'
  | 'errors'
  | 'journal'
  | 'lines';

export interface Script<Arg extends string = string> {
  readonly keys: readonly KeyName[];
  readonly args: readonly Arg[];
  readonly text: string;
  readonly sha: string;
}

// Redis before 5 forbids a write after TIME unless effects are what is replicated.
const CLOCK = `
if redis.replicate_commands then redis.replicate_commands() end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function whole(number) return string.format('%.0f', number) end`;

const names = (list: readonly string[], table: string) =>
  list.length === 0
    ? ''
    : `local ${list.join(', ')} = ${list.map((_, index) => `${table}[${index + 1}]`).join(', ')}`;

/** Gives keys and arguments their names in Lua; further arguments begin at `ARGV[rest]`. */
function script<const Arg extends string>(
  keys: readonly KeyName[],
  args: readonly Arg[],
  body: string,
): Script<Arg> {
  const rest = `local rest = ${args.length + 1}`;
  const text = [names(keys, 'KEYS'), names(args, 'ARGV'), rest, CLOCK, body].join('\n');
  return { keys, args, text, sha: createHash('sha1').update(text).digest('hex') };
}

/**
 * Begins with the empty `expected`. Further arguments: the `closed` ids to drop, then id, delay and
 * text of each effect. The line lacks its last element, the time. Answers 1, or 0 for a conflict.
 * Fractions of a millisecond keep the order of effects that become visible together.
 */
export const save = script(
  ['record', 'due', 'effects', 'leases', 'tries', 'dead', 'journal', 'lines'],
  ['expected', 'moment', 'text', 'expires', 'line', 'token', 'lease', 'closed'],
  `
if (redis.call('HGET', record, 'moment') or '') ~= expected then return 0 end
redis.call('HSET', record, 'moment', moment, 'text', text)
if expires == '' then
  redis.call('PERSIST', record)
else
  redis.call('PEXPIRE', record, expires)
end

local first = rest + closed
for i = rest, first - 1 do
  local id = ARGV[i]
  if not redis.call('ZSCORE', dead, id) then
    redis.call('ZREM', due, id)
    redis.call('HDEL', effects, id)
    redis.call('HDEL', leases, id)
    redis.call('HDEL', tries, id)
  end
end

for i = first, #ARGV, 3 do
  local id, wait = ARGV[i], tonumber(ARGV[i + 1])
  if wait <= 0 then
    redis.call('HSET', leases, id, token)
    wait = lease
  end
  redis.call('HSET', effects, id, ARGV[i + 2])
  redis.call('ZADD', due, now + wait + (i - first) / 3 / 1024, id)
end

redis.call('ZADD', journal, redis.call('INCR', lines), line .. whole(now) .. ']')
return 1`,
);

/** Answers text and tries of each claimed effect. A lease that ended counts as a try. */
export const claim = script(
  ['due', 'effects', 'leases', 'tries'],
  ['limit', 'lease', 'token'],
  `
local claimed = {}
local visible = redis.call('ZRANGEBYSCORE', due, '-inf', '(' .. whole(now + 1), 'LIMIT', 0, limit)
for i, id in ipairs(visible) do
  if redis.call('HEXISTS', leases, id) == 1 then redis.call('HINCRBY', tries, id, 1) end
  redis.call('HSET', leases, id, token)
  redis.call('ZADD', due, now + lease + (i - 1) / 1024, id)
  claimed[#claimed + 1] = redis.call('HGET', effects, id)
  claimed[#claimed + 1] = redis.call('HGET', tries, id) or '0'
end
return claimed`,
);

const ONLY_HOLDER = `if redis.call('HGET', leases, id) ~= token then return 0 end`;

export const renew = script(
  ['due', 'leases'],
  ['id', 'token', 'lease'],
  `
${ONLY_HOLDER}
redis.call('ZADD', due, now + lease, id)
return 1`,
);

export const complete = script(
  ['due', 'effects', 'leases', 'tries'],
  ['id', 'token'],
  `
${ONLY_HOLDER}
redis.call('ZREM', due, id)
redis.call('HDEL', effects, id)
redis.call('HDEL', leases, id)
redis.call('HDEL', tries, id)
return 1`,
);

/** `failed` is 1 for a failed try, 0 for a lease handed back. */
export const release = script(
  ['due', 'leases', 'tries'],
  ['id', 'token', 'delay', 'failed'],
  `
${ONLY_HOLDER}
redis.call('HDEL', leases, id)
redis.call('ZADD', due, now + delay, id)
if failed == '1' then redis.call('HINCRBY', tries, id, 1) end
return 1`,
);

export const bury = script(
  ['due', 'leases', 'tries', 'dead', 'errors'],
  ['id', 'token', 'error'],
  `
${ONLY_HOLDER}
redis.call('HDEL', leases, id)
redis.call('ZREM', due, id)
redis.call('HINCRBY', tries, id, 1)
redis.call('HSET', errors, id, error)
redis.call('ZADD', dead, now, id)
return 1`,
);

/** Answers text, tries, error and time of each dead letter, newest first. */
export const deadLetters = script(
  ['effects', 'tries', 'dead', 'errors'],
  ['limit'],
  `
local letters = {}
local found = redis.call('ZREVRANGEBYSCORE', dead, '+inf', '-inf', 'WITHSCORES', 'LIMIT', 0, limit)
for i = 1, #found, 2 do
  local id, at = found[i], found[i + 1]
  letters[#letters + 1] = redis.call('HGET', effects, id)
  letters[#letters + 1] = redis.call('HGET', tries, id)
  letters[#letters + 1] = redis.call('HGET', errors, id)
  letters[#letters + 1] = at
end
return letters`,
);

export const revive = script(
  ['due', 'tries', 'dead', 'errors'],
  ['id'],
  `
if redis.call('ZREM', dead, id) == 0 then return 0 end
redis.call('HDEL', errors, id)
redis.call('HDEL', tries, id)
redis.call('ZADD', due, now, id)
return 1`,
);

export const drop = script(
  ['effects', 'tries', 'dead', 'errors'],
  ['id'],
  `
if redis.call('ZREM', dead, id) == 0 then return 0 end
redis.call('HDEL', effects, id)
redis.call('HDEL', tries, id)
redis.call('HDEL', errors, id)
return 1`,
);

/** Answers due, later, leased, dead and how many milliseconds the oldest due effect has waited. */
export const depth = script(
  ['due', 'leases', 'dead'],
  [],
  `
local visible = redis.call('ZRANGEBYSCORE', due, '-inf', '(' .. whole(now + 1))
local ended = 0
for _, id in ipairs(visible) do ended = ended + redis.call('HEXISTS', leases, id) end
local leased = redis.call('HLEN', leases) - ended
local later = redis.call('ZCARD', due) - #visible - leased
local oldest = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')[2] or now
local waited = math.max(0, now - math.floor(oldest))
return { #visible, later, leased, redis.call('ZCARD', dead), waited }`,
);

/**
 * Walks over all open effects: erasure is rare, and an index by actor would cost every save.
 * `start` begins the ids of this actor, `effect` the texts, `line` the journal's lines.
 */
export const remove = script(
  ['record', 'due', 'effects', 'leases', 'tries', 'dead', 'errors', 'journal'],
  ['start', 'effect', 'line'],
  `
local function begins(text, with) return string.sub(text, 1, #with) == with end
redis.call('DEL', record)
for _, id in ipairs(redis.call('HKEYS', effects)) do
  if begins(id, start) and begins(redis.call('HGET', effects, id), effect) then
    redis.call('ZREM', due, id)
    redis.call('ZREM', dead, id)
    for _, of in ipairs({ effects, leases, tries, errors }) do redis.call('HDEL', of, id) end
  end
end
for _, text in ipairs(redis.call('ZRANGE', journal, 0, -1)) do
  if begins(text, line) then redis.call('ZREM', journal, text) end
end
return 1`,
);
