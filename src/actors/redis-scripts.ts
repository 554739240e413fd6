import { createHash } from 'node:crypto';

/**
 * Where the scripts keep things; every key a script touches is declared by it.
 *
 * - `record` hash of one actor: `moment` (step and epoch), `text`.
 * - `due` sorted set of effect ids by when they are visible: the due time, or the lease's end.
 * - `effects` hash id → JSON text; `leases` id → fencing token; `tries` id → failed tries.
 * - `dead` sorted set of ids by time of death, out of `due` but still in `effects`; `errors` id → why.
 * - `journal` sorted set of JSON lines by a running number from `lines`.
 * - `places` hash id → place in its actor's order, for unfinished writes and what came after them.
 *   `writes` and `held` are sorted by place alone: unfinished writes, and the effects (writes among
 *   them) out of `due` until an older write is over. A place is actor, 16 digits and id.
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
  | 'lines'
  | 'places'
  | 'writes'
  | 'held';

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

/** The order of an actor's writes, and of what comes after them. */
const ORDER = `
local function actorOf(place, id) return string.sub(place, 1, #place - #id - 16) end

local function firstWrite(actor, before)
  return redis.call('ZRANGEBYLEX', writes, '[' .. actor, before, 'LIMIT', 0, 1)[1]
end

local function isBehind(id)
  local place = redis.call('HGET', places, id)
  return place and firstWrite(actorOf(place, id), '(' .. place)
end

local function hold(id)
  redis.call('HDEL', leases, id)
  redis.call('ZREM', due, id)
  redis.call('ZADD', held, 0, redis.call('HGET', places, id))
end

-- Answers the ids that waited for it. A write that was held itself holds nothing of them back.
local function leave(id)
  local freed, place = {}, redis.call('HGET', places, id)
  if not place then return freed end
  redis.call('HDEL', places, id)
  redis.call('ZREM', held, place)
  if redis.call('ZREM', writes, place) == 0 then return freed end
  local actor = actorOf(place, id)
  local last = '[' .. actor .. '\\255'
  for _, write in ipairs(redis.call('ZRANGEBYLEX', writes, '[' .. actor, last)) do
    if not redis.call('ZSCORE', held, write) then
      last = '(' .. write
      break
    end
  end
  for _, each in ipairs(redis.call('ZRANGEBYLEX', held, '[' .. actor, last)) do
    redis.call('ZREM', held, each)
    freed[#freed + 1] = string.sub(each, #actor + 17)
  end
  return freed
end`;

/** Answers text and tries of those that waited for the effect, leased now. */
const LEASE_FREED = `
local claimed = {}
for i, freed in ipairs(leave(id)) do
  redis.call('HSET', leases, freed, nextToken)
  redis.call('ZADD', due, now + lease + (i - 1) / 1024, freed)
  claimed[#claimed + 1] = redis.call('HGET', effects, freed)
  claimed[#claimed + 1] = redis.call('HGET', tries, freed) or '0'
end
return claimed`;

/**
 * Begins with the empty `expected`. Further arguments: the `closed` ids to drop, then id, delay,
 * order and text of each effect. The line lacks its last element, the time; `actor` begins places.
 * Answers 0 for a conflict, 2 if the actor has an unfinished write, and else 1: see `fatesOf`.
 * Fractions of a millisecond keep the order of effects that become visible together.
 */
export const save = script(
  [
    'record',
    'due',
    'effects',
    'leases',
    'tries',
    'dead',
    'journal',
    'lines',
    'places',
    'writes',
    'held',
  ],
  ['expected', 'moment', 'text', 'expires', 'line', 'token', 'lease', 'closed', 'actor'],
  `
${ORDER}
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
    leave(id)
  end
end

local number = redis.call('INCR', lines)
local isBehindWrite = firstWrite(actor, '[' .. actor .. '\\255') ~= nil
local holds, isInLine = isBehindWrite, isBehindWrite
for i = first, #ARGV, 4 do
  local id, wait, order, index = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2], (i - first) / 4
  local isHeld = holds and wait <= 0 and order ~= 'any'
  isInLine = isInLine or order == 'write'
  if isInLine and order ~= 'any' then
    local place = actor .. string.format('%012.0f%04.0f', number, index) .. id
    redis.call('HSET', places, id, place)
    if order == 'write' then redis.call('ZADD', writes, 0, place) end
  end
  redis.call('HSET', effects, id, ARGV[i + 3])
  if isHeld then
    hold(id)
  else
    if wait > 0 then
      holds = holds or order == 'write'
    else
      redis.call('HSET', leases, id, token)
      wait = lease
    end
    redis.call('ZADD', due, now + wait + index / 1024, id)
  end
end

redis.call('ZADD', journal, number, line .. whole(now) .. ']')
if isBehindWrite then return 2 end
return 1`,
);

/**
 * Answers text and tries of each claimed effect. A lease that ended counts as a try. Those behind an
 * unfinished write leave the queue until it is over, and make room for others.
 */
export const claim = script(
  ['due', 'effects', 'leases', 'tries', 'places', 'writes', 'held'],
  ['limit', 'lease', 'token'],
  `
${ORDER}
local claimed, count = {}, 0
local function take(id)
  if redis.call('HEXISTS', leases, id) == 1 then redis.call('HINCRBY', tries, id, 1) end
  redis.call('HSET', leases, id, token)
  redis.call('ZADD', due, now + lease + count / 1024, id)
  claimed[#claimed + 1] = redis.call('HGET', effects, id)
  claimed[#claimed + 1] = redis.call('HGET', tries, id) or '0'
  count = count + 1
end

local untilNow = '(' .. whole(now + 1)
repeat
  local isAnyHeld = false
  local room = limit - count
  local visible = redis.call('ZRANGEBYSCORE', due, '-inf', untilNow, 'LIMIT', 0, room)
  for _, id in ipairs(visible) do
    if isBehind(id) then
      hold(id)
      isAnyHeld = true
    else
      take(id)
    end
  end
until not isAnyHeld
return claimed`,
);

const ONLY_HOLDER = `if redis.call('HGET', leases, id) ~= token then return false end`;

export const renew = script(
  ['due', 'leases'],
  ['id', 'token', 'lease'],
  `
${ONLY_HOLDER}
redis.call('ZADD', due, now + lease, id)
return 1`,
);

export const complete = script(
  ['due', 'effects', 'leases', 'tries', 'places', 'writes', 'held'],
  ['id', 'token', 'lease', 'nextToken'],
  `
${ORDER}
${ONLY_HOLDER}
redis.call('ZREM', due, id)
redis.call('HDEL', effects, id)
redis.call('HDEL', leases, id)
redis.call('HDEL', tries, id)
${LEASE_FREED}`,
);

/** `failed` is 1 for a failed try, 0 for a lease handed back. */
export const release = script(
  ['due', 'leases', 'tries', 'places', 'writes', 'held'],
  ['id', 'token', 'delay', 'failed'],
  `
${ORDER}
${ONLY_HOLDER}
redis.call('HDEL', leases, id)
if isBehind(id) then hold(id) else redis.call('ZADD', due, now + delay, id) end
if failed == '1' then redis.call('HINCRBY', tries, id, 1) end
return 1`,
);

export const bury = script(
  ['due', 'effects', 'leases', 'tries', 'dead', 'errors', 'places', 'writes', 'held'],
  ['id', 'token', 'error', 'lease', 'nextToken'],
  `
${ORDER}
${ONLY_HOLDER}
redis.call('HDEL', leases, id)
redis.call('ZREM', due, id)
redis.call('HINCRBY', tries, id, 1)
redis.call('HSET', errors, id, error)
redis.call('ZADD', dead, now, id)
${LEASE_FREED}`,
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
  ['due', 'leases', 'dead', 'held'],
  [],
  `
local visible = redis.call('ZRANGEBYSCORE', due, '-inf', '(' .. whole(now + 1))
local ended = 0
for _, id in ipairs(visible) do ended = ended + redis.call('HEXISTS', leases, id) end
local leased = redis.call('HLEN', leases) - ended
local later = redis.call('ZCARD', due) - #visible - leased + redis.call('ZCARD', held)
local oldest = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')[2] or now
local waited = math.max(0, now - math.floor(oldest))
return { #visible, later, leased, redis.call('ZCARD', dead), waited }`,
);

/**
 * Walks over all open effects: erasure is rare, and an index by actor would cost every save.
 * `start` begins the ids of this actor, `effect` the texts, `line` the journal's lines.
 */
export const remove = script(
  [
    'record',
    'due',
    'effects',
    'leases',
    'tries',
    'dead',
    'errors',
    'journal',
    'places',
    'writes',
    'held',
  ],
  ['start', 'effect', 'line', 'actor'],
  `
local function begins(text, with) return string.sub(text, 1, #with) == with end
redis.call('DEL', record)
for _, id in ipairs(redis.call('HKEYS', effects)) do
  if begins(id, start) and begins(redis.call('HGET', effects, id), effect) then
    redis.call('ZREM', due, id)
    redis.call('ZREM', dead, id)
    for _, of in ipairs({ effects, leases, tries, errors, places }) do
      redis.call('HDEL', of, id)
    end
  end
end
for _, of in ipairs({ writes, held }) do
  redis.call('ZREMRANGEBYLEX', of, '[' .. actor, '[' .. actor .. '\\255')
end
for _, text in ipairs(redis.call('ZRANGE', journal, 0, -1)) do
  if begins(text, line) then redis.call('ZREM', journal, text) end
end
return 1`,
);
