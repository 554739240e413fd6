import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../open.ts';
import { SCOPE_LENGTH, WORD_LENGTH } from '../words.ts';

/** Where the definition of tables differs between the databases. */
export type Ddl = {
  /** Ids compare byte by byte, so that order and locks agree everywhere and survive a new libc. */
  id: RawBuilder<string>;
  /** What no statement, not even one typed by hand, may change: transfers, and how it ended. */
  neverChanged: readonly string[];
  /** As `neverChanged`, of how a training ended. */
  oneTrainingEnd: readonly string[];
  /** Makes the full-text index of descriptions; `word-index.ts` writes and reads it. */
  wordIndex: readonly string[];
};

const MOVED = 'a transfer never changes';
const ENDED = 'an ended generation never changes its end';
const TRAINED = 'an ended training never changes its end';

/**
 * One index of beginnings for each length a word may be cut to: FTS5 reads a beginning of an
 * indexed length in the order of rows and stops at a limit; any other one it would collect first.
 */
const beginnings = Array.from({ length: WORD_LENGTH - 1 }, (_, n) => SCOPE_LENGTH + n + 1);

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
  oneTrainingEnd: [
    `create trigger trainings_one_end before update of end_state, ended_at on trainings
       when old.end_state is not null
         and (new.end_state is not old.end_state or new.ended_at is not old.ended_at)
       begin select raise(abort, '${TRAINED}'); end`,
  ],
  // The words come normalised, so the tokeniser has only to part them at blanks.
  wordIndex: [
    `create virtual table image_words using fts5(words, content = '', contentless_delete = 1,
       detail = none, tokenize = ascii, prefix = '${beginnings.join(' ')}')`,
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
  oneTrainingEnd: [
    `create trigger trainings_one_end before update of end_state, ended_at on trainings
       for each row when (old.end_state is not null
         and (new.end_state, new.ended_at) is distinct from (old.end_state, old.ended_at))
       execute function refuse_change('${TRAINED}')`,
  ],
  wordIndex: [
    `create table image_words (
       sort_key bigint primary key,
       person_id text collate "C" not null,
       words tsvector not null)`,
    `create index image_words_of_person on image_words (person_id, sort_key)`,
    `create index image_words_by_word on image_words using gin (words) with (fastupdate = off)`,
  ],
};

export const ddlOf: Record<DialectName, Ddl> = { sqlite, postgres };
