import type { SendCommand } from './redis-store.ts';
import { StoreError } from './store-error.ts';

/** Undefined where Redis does not tell it: a hosted one may keep its settings to itself. */
async function ask(send: SendCommand, command: string[]): Promise<unknown> {
  try {
    return await send(command);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    return undefined;
  }
}

/** The lines `name:value` of INFO. */
const valuesIn = (info: unknown) =>
  new Map(
    String(info ?? '')
      .split(/\r?\n/)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );

const FORGETS = {
  all: 'a restart of it sends people home and forgets presses under way',
  recent: 'a crash of it forgets what came after the last one',
};

/** Without an append-only file, by the answer to CONFIG GET save, which a user may be refused. */
function withoutAppendOnly(save: unknown): string {
  if (!Array.isArray(save) || save.length < 2)
    return `Redis keeps no append-only file, and does not tell whether it keeps snapshots: at best ${FORGETS.recent}`;
  return save[1]
    ? `Redis keeps snapshots only: ${FORGETS.recent}`
    : `Redis keeps nothing on disk: ${FORGETS.all}`;
}

/**
 * What the settings of this Redis put at risk, in words for an operator. Coins, orders and pictures
 * are never among it: they are in the database.
 */
export async function risksOfRedis(send: SendCommand): Promise<readonly string[]> {
  const [persistence, memory, save] = await Promise.all([
    ask(send, ['INFO', 'persistence']).then(valuesIn),
    ask(send, ['INFO', 'memory']).then(valuesIn),
    ask(send, ['CONFIG', 'GET', 'save']),
  ]);
  const risks: string[] = [];
  if (persistence.get('aof_enabled') === '0')
    risks.push(`${withoutAppendOnly(save)}. Set appendonly yes`);
  if (persistence.get('aof_last_write_status') === 'err')
    risks.push('Redis cannot write its append-only file: look at its disk');
  const policy = memory.get('maxmemory_policy') ?? 'noeviction';
  if (policy !== 'noeviction' && memory.get('maxmemory') !== '0')
    risks.push(
      `Redis may throw away what it keeps when its memory is full (${policy}). Set maxmemory-policy noeviction`,
    );
  return risks;
}
