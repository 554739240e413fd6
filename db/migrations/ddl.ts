import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../open.ts';

/** Where the definition of tables differs between the databases. */
export type Ddl = {
  /** Ids compare byte by byte, so that order and locks agree everywhere and survive a new libc. */
  id: RawBuilder<string>;
  /** What no statement, not even one typed by hand, may change: transfers, and how it ended. */
  neverChanged: readonly string[];
};

const MOVED = 'a transfer never changes';
const ENDED = 'an ended generation never changes its end';

const sqlite: Ddl = {
  id: sql`text collate binary`,
  neverChanged: [
    `create trigger transfers_no_update before update on transfers
       begin select raise(abort, '${MOVED}'); end`,
    `create trigger transfers_no_delete before delete on transfers
       begin select raise(abort, '${MOVED}'); end`,
    `create trigger generations_one_end before update of end_state, ended_at on generations
       when old.end_state is not null
         and (new.end_state is not old.end_state or new.ended_at is not old.ended_at)
       begin select raise(abort, '${ENDED}'); end`,
  ],
};

const postgres: Ddl = {
  id: sql`text collate "C"`,
  neverChanged: [
    `create function refuse_change() returns trigger language plpgsql as
       $$ begin raise exception '%', tg_argv[0]; end $$`,
    `create trigger transfers_never_change before update or delete on transfers
       for each row execute function refuse_change('${MOVED}')`,
    `create trigger generations_one_end before update of end_state, ended_at on generations
       for each row when (old.end_state is not null
         and (new.end_state, new.ended_at) is distinct from (old.end_state, old.ended_at))
       execute function refuse_change('${ENDED}')`,
  ],
};

export const ddlOf: Record<DialectName, Ddl> = { sqlite, postgres };
