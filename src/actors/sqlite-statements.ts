import type { DatabaseSync } from 'node:sqlite';

const ALIVE = '(expires_at IS NULL OR expires_at > :now)';
const HELD = 'id = :id AND token = :token';
/** Of the actor, and neither done nor dead. */
const WRITE = `write.key = effects.key AND write.in_order = 'write' AND write.dead_at IS NULL
  AND write.place < effects.place`;
const IS_BEHIND = `in_order <> 'any' AND EXISTS (SELECT 1 FROM effects AS write WHERE ${WRITE})`;

/** Every statement of the SQLite store, prepared once. */
export function prepareStatements(db: DatabaseSync) {
  const sql = (text: string) => db.prepare(text);
  return {
    begin: sql('BEGIN IMMEDIATE'),
    commit: sql('COMMIT'),
    probe: sql('SELECT :now AS now FROM sqlite_schema LIMIT 1'),

    load: sql(`SELECT record FROM records WHERE key = :key AND ${ALIVE}`),
    create: sql(`
      INSERT INTO records (key, epoch, step, record, expires_at)
      VALUES (:key, :epoch, :step, :record, :expiresAt)
      ON CONFLICT (key) DO UPDATE SET epoch = :epoch, step = :step, record = :record,
        expires_at = :expiresAt
      WHERE expires_at <= :now`),
    advance: sql(`
      UPDATE records SET epoch = :epoch, step = :step, record = :record, expires_at = :expiresAt
      WHERE key = :key AND epoch = :expectedEpoch AND step = :expectedStep AND ${ALIVE}`),
    purge: sql(`
      DELETE FROM records
      WHERE key IN (SELECT key FROM records WHERE expires_at <= :now LIMIT :limit)`),
    removeRecord: sql('DELETE FROM records WHERE key = :key'),

    addEffect: sql(`
      INSERT OR REPLACE INTO effects (id, key, effect, in_order, visible_at, token, attempts)
      VALUES (:id, :key, :effect, :order, :visibleAt, :token, 0)`),
    anyWrite: sql(`
      SELECT 1 FROM effects
      WHERE key = :key AND in_order = 'write' AND dead_at IS NULL LIMIT 1`),
    closeEffect: sql('DELETE FROM effects WHERE id = :id AND dead_at IS NULL'),
    removeEffects: sql('DELETE FROM effects WHERE key = :key'),
    visible: sql(`
      SELECT id, effect, attempts + (token IS NOT NULL) AS attempts, ${IS_BEHIND} AS isBehind
      FROM effects
      WHERE dead_at IS NULL AND visible_at <= :now ORDER BY visible_at, place LIMIT :limit`),
    lease: sql(`
      UPDATE effects SET token = :token, attempts = :attempts, visible_at = :visibleAt
      WHERE id = :id`),
    hold: sql('UPDATE effects SET token = NULL, visible_at = NULL WHERE id = :id'),
    // A write that was held itself goes to the same runner, and holds nothing back.
    freed: sql(`
      SELECT id, effect, attempts FROM effects
      WHERE key = :key AND visible_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM effects AS write WHERE ${WRITE} AND write.visible_at IS NOT NULL)
      ORDER BY place`),
    renew: sql(`UPDATE effects SET visible_at = :visibleAt WHERE ${HELD}`),
    complete: sql(`DELETE FROM effects WHERE ${HELD} RETURNING key, in_order`),
    release: sql(`
      UPDATE effects SET token = NULL, attempts = attempts + :tries,
        visible_at = CASE WHEN ${IS_BEHIND} THEN NULL ELSE :visibleAt END
      WHERE ${HELD}`),
    bury: sql(`
      UPDATE effects SET token = NULL, attempts = attempts + 1, error = :error, dead_at = :now
      WHERE ${HELD} RETURNING key, in_order`),

    dead: sql(`
      SELECT effect, attempts, error, dead_at FROM effects
      WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, place DESC LIMIT :limit`),
    revive: sql(`
      UPDATE effects
      SET dead_at = NULL, error = NULL, attempts = 0, visible_at = :now, in_order = 'any'
      WHERE id = :id AND dead_at IS NOT NULL`),
    drop: sql('DELETE FROM effects WHERE id = :id AND dead_at IS NOT NULL'),
    depth: sql(`
      SELECT count(*) FILTER (WHERE dead_at IS NULL AND visible_at <= :now) AS due,
        count(*) FILTER (WHERE dead_at IS NULL AND token IS NULL
          AND (visible_at > :now OR visible_at IS NULL)) AS later,
        count(*) FILTER (WHERE dead_at IS NULL AND visible_at > :now AND token IS NOT NULL)
          AS leased,
        count(dead_at) AS dead,
        max(0, :now - coalesce(min(visible_at) FILTER (WHERE dead_at IS NULL), :now)) AS oldestMs
      FROM effects`),

    addLine: sql(`
      INSERT OR REPLACE INTO journal (key, epoch, step, event, from_state, to_state, at)
      VALUES (:key, :epoch, :step, :event, :from, :to, :now)`),
    lines: sql(`
      SELECT key, epoch, step, event, from_state, to_state, at FROM journal
      ORDER BY place LIMIT :limit`),
    forgetLine: sql(`
      DELETE FROM journal WHERE key = :key AND epoch = :epoch AND step = :step`),
    removeLines: sql('DELETE FROM journal WHERE key = :key'),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;
