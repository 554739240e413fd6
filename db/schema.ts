/**
 * Every table, as Kysely types. One schema serves SQLite and PostgreSQL: ids are text made by us,
 * times are integer milliseconds since 1970 (null: it has not happened), JSON is text.
 */
import type { ColumnType, Selectable } from 'kysely';

/** Milliseconds since 1970. */
export type Millis = number;

/** A column with a default, so that an insert may leave it out. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface Database {
  people: PeopleTable;
  welcomes: WelcomesTable;
  screens: ScreensTable;
  accounts: AccountsTable;
  transfers: TransfersTable;
  holds: HoldsTable;
  settlements: SettlementsTable;
  generations: GenerationsTable;
  attempts: AttemptsTable;
  avatars: AvatarsTable;
  avatar_photos: AvatarPhotosTable;
  consents: ConsentsTable;
  trainings: TrainingsTable;
  images: ImagesTable;
  albums: AlbumsTable;
  album_images: AlbumImagesTable;
  shares: SharesTable;
  doomed_objects: DoomedObjectsTable;
  promo_codes: PromoCodesTable;
  promo_redemptions: PromoRedemptionsTable;
  model_switches: ModelSwitchesTable;
  outages: OutagesTable;
  outage_watchers: OutageWatchersTable;
  coin_requests: CoinRequestsTable;
  telegram_files: TelegramFilesTable;
  journal: JournalTable;
  locks: LocksTable;
  dead_updates: DeadUpdatesTable;
}

/** A person. `id` is ours, so that the ledger outlives an erased Telegram id. */
export interface PeopleTable {
  id: string;
  /** Also the private chat's id; null once erased. */
  telegram_id: number | null;
  language: string;
  /** Last choices, so that a second picture takes two presses; null: the defaults. */
  shape: Defaulted<string | null>;
  count: Defaulted<number | null>;
  look: Defaulted<string | null>;
  /** IANA zone of the dates shown; null: by language. */
  time_zone: Defaulted<string | null>;
  /** The avatar that "with me" begins with; null: there is none that is ready. */
  main_avatar_id: Defaulted<string | null>;
  /** The deep-link parameter of the first /start. */
  start_parameter: Defaulted<string | null>;
  created_at: Millis;
  last_seen_at: Millis;
  /** Since when Telegram refuses our messages (blocked, deactivated). */
  unreachable_at: Defaulted<Millis | null>;
  erased_at: Defaulted<Millis | null>;
}

/** Who had the welcome coins: a keyed hash of the Telegram id, kept after an erasure. */
export interface WelcomesTable {
  person_hash: string;
  created_at: Millis;
}

/** The living message of a chat: the one screen that is edited in place. */
export interface ScreensTable {
  person_id: string;
  message_id: number;
  sent_at: Millis;
  /** Key of the shown picture; an edit that keeps it needs only the caption. */
  picture: string;
  /** Hash of picture, caption and keyboard: an equal screen is not sent again. */
  digest: string;
}

/** `user:<person id>`, `held:<person id>`, `revenue`, `grants`, `promos`, … */
export interface AccountsTable {
  id: string;
  /** Whole coins. */
  balance: Defaulted<number>;
  /** 1: may never go below zero (user and held accounts); a CHECK holds it. */
  guarded: number;
}

/** Immutable. Moves `amount` coins from `debit` to `credit`. */
export interface TransfersTable {
  id: string;
  debit: string;
  credit: string;
  amount: number;
  /** `welcome`, `promo`, `grant`, `hold`, `capture`, `release`, `refund`. */
  kind: string;
  /** Unique: the domain key that makes a transfer happen once, e.g. `hold:<generation id>`. */
  reference: string;
  created_at: Millis;
}

/** The price of an order, set aside. `id` is the generation's or the training's. */
export interface HoldsTable {
  id: string;
  person_id: string;
  unit: number;
  count: number;
  amount: number;
  created_at: Millis;
}

/** One for each hold: captured + released = held, captured = unit × delivered. */
export interface SettlementsTable {
  hold_id: string;
  captured: number;
  released: number;
  delivered: number;
  created_at: Millis;
}

/** Why a generation is over. */
export type GenerationEnd =
  | 'succeeded'
  | 'refused'
  | 'failed'
  | 'timed_out'
  | 'cancelled'
  | 'undeliverable';

/** How an image is made of another one. */
export type EditKind = 'change' | 'upscale' | 'cutout';

/** One order of 1–4 pictures. `id` is the id of the draft it came from, so a draft is spent once. */
export interface GenerationsTable {
  id: string;
  person_id: string;
  model: string;
  shape: string;
  count: number;
  unit_price: number;
  description: string;
  /** The person's message with the description, replied to by the result; null: none. */
  source_message_id: number | null;
  /** The avatar it shows; null: made by description alone. */
  avatar_id: Defaulted<string | null>;
  /** A ready style's id of the catalogue, whose words were sent; null: the description was. */
  style: Defaulted<string | null>;
  /** The image that it changes; null: it is made anew. */
  parent_image_id: Defaulted<string | null>;
  /** How the parent is changed: `change` (by the description), `upscale`, `cutout`. */
  edit: Defaulted<string | null>;
  /** The words that FAL received, as of the last attempt; null: nothing was sent yet. */
  sent: Defaulted<string | null>;
  /** The training whose price includes it; null: it has a price of its own. */
  training_id: Defaulted<string | null>;
  created_at: Millis;
  /** Deadline of waiting in our own line. */
  wait_until: Millis;
  /** When a place at FAL was given; counts against FAL_CONCURRENCY until `left_fal_at`. */
  admitted_at: Defaulted<Millis | null>;
  /** Deadline of making, set at admission. */
  deadline_at: Defaulted<Millis | null>;
  left_fal_at: Defaulted<Millis | null>;
  stored_at: Defaulted<Millis | null>;
  /** Deadline of delivering, set when the images are stored. */
  deliver_by: Defaulted<Millis | null>;
  end_state: Defaulted<GenerationEnd | null>;
  ended_at: Defaulted<Millis | null>;
  /** When the person knew the end too; until then the sweep looks after it. */
  closed_at: Defaulted<Millis | null>;
  /** A code of `src/fal/errors.ts`, for the words told and the operator. */
  error_code: Defaulted<string | null>;
  /** The job's silent card; null: none shown. */
  card_message_id: Defaulted<number | null>;
  /** The numbered sheet or single picture that carries the result's buttons. */
  result_message_id: Defaulted<number | null>;
}

/** A POST to FAL, written down before it is sent. */
export interface AttemptsTable {
  /** The generation or the training. */
  order_id: string;
  /** 1, 2, 3. */
  n: number;
  endpoint: string;
  created_at: Millis;
  /** `posting` (unknown until answered), `accepted`, `refused`, `finished`. */
  state: string;
  request_id: Defaulted<string | null>;
  status_url: Defaulted<string | null>;
  response_url: Defaulted<string | null>;
  cancel_url: Defaulted<string | null>;
  queue_position: Defaulted<number | null>;
  /** When FAL began to render. */
  started_at: Defaulted<Millis | null>;
  finished_at: Defaulted<Millis | null>;
  /** JSON of what came out: of pictures `{ urls, seed }`, of a training `{ weightsUrl }`. */
  result: Defaulted<string | null>;
  error_code: Defaulted<string | null>;
  /** FAL's own words, for the operator; never shown to a person. */
  error_detail: Defaulted<string | null>;
}

/** `draft`: being prepared, or its training did not succeed. `deleted`: a row without content. */
export type AvatarState = 'draft' | 'training' | 'ready' | 'deleted';

export type WizardStep = 'name' | 'who' | 'photos';

/** A person as the pictures know them: first a draft with photos, then trained weights. */
export interface AvatarsTable {
  id: string;
  person_id: string;
  state: AvatarState;
  /** Empty until it is told. */
  name: Defaulted<string>;
  /** `man`, `woman`; null: not told. */
  who: Defaulted<string | null>;
  /** Where the draft's wizard goes on. */
  step: WizardStep;
  /** A training preset's id; null: the configured one. */
  preset: Defaulted<string | null>;
  /** 1: the photos stay after the training. */
  keep_photos: Defaulted<number>;
  /** What stands for the person in a description. Made with the row; unique. */
  trigger_phrase: string;
  /** In the bucket `avatars`; null: not trained. */
  weights_key: Defaulted<string | null>;
  weights_sha256: Defaulted<string | null>;
  weights_bytes: Defaulted<number | null>;
  /** Where FAL reads the weights: a copy that we sent up; null: to be sent up (again). */
  weights_url: Defaulted<string | null>;
  /** In the bucket `avatars`: the photo that stands for the avatar; null: none yet. */
  preview_key: Defaulted<string | null>;
  created_at: Millis;
  /** The last change by the person: drafts idle for 30 days lose their photos. */
  touched_at: Millis;
  ready_at: Defaulted<Millis | null>;
  deleted_at: Defaulted<Millis | null>;
}

/** `received`: not looked at yet. `doubtful`: good enough only if the person says so. */
export type PhotoState = 'received' | 'good' | 'doubtful' | 'refused';

/** A photo for an avatar, once for each file of Telegram's. */
export interface AvatarPhotosTable {
  id: string;
  avatar_id: string;
  person_id: string;
  /** Telegram's identity of the file; unique in its avatar. */
  file_unique_id: string;
  /** To fetch it from Telegram. */
  file_id: string;
  /** The message that brought it: the order of the photos, and where a refusal is told. */
  message_id: number;
  state: PhotoState;
  /** JSON array of what was found wrong with it, e.g. `["blurred"]`. */
  issues: Defaulted<string>;
  /** 1: doubtful, and the person keeps it. */
  kept: Defaulted<number>;
  /** In the bucket `avatars`, without metadata and upright; null: refused, or not looked at yet. */
  object_key: Defaulted<string | null>;
  thumbnail_key: Defaulted<string | null>;
  /** Hex, of the file as it came: equal photos are equal here. */
  sha256: Defaulted<string | null>;
  /** 16 hex digits: photos that look alike differ in few bits. */
  look_hash: Defaulted<string | null>;
  bytes: Defaulted<number | null>;
  width: Defaulted<number | null>;
  height: Defaulted<number | null>;
  created_at: Millis;
  checked_at: Defaulted<Millis | null>;
}

/** That the person may use the photos. Kept when all else of the avatar is gone. */
export interface ConsentsTable {
  id: string;
  person_id: string;
  avatar_id: string;
  /** Which text they read. */
  text_version: number;
  language: string;
  given_at: Millis;
}

export type TrainingEnd = 'succeeded' | 'failed' | 'timed_out' | 'cancelled';

/** One order to train an avatar. Times and ends are as a generation's. */
export interface TrainingsTable {
  id: string;
  person_id: string;
  avatar_id: string;
  /** 1 for the avatar's first: the button that pays for a training names it, so it pays once. */
  n: number;
  preset: string;
  /** Whole coins. */
  price: number;
  created_at: Millis;
  wait_until: Millis;
  admitted_at: Defaulted<Millis | null>;
  deadline_at: Defaulted<Millis | null>;
  left_fal_at: Defaulted<Millis | null>;
  /** When the weights lay in our store. */
  stored_at: Defaulted<Millis | null>;
  end_state: Defaulted<TrainingEnd | null>;
  ended_at: Defaulted<Millis | null>;
  closed_at: Defaulted<Millis | null>;
  error_code: Defaulted<string | null>;
  card_message_id: Defaulted<number | null>;
  /** Where FAL reads the photos; forgotten when it is over. */
  archive_url: Defaulted<string | null>;
}

export interface ImagesTable {
  id: string;
  /**
   * The gallery's order, newest greatest: `created_at` × 1024 and one of 1024 slots, so that it is
   * unique, still exact as a JavaScript number, and a span of time is a span of it.
   */
  sort_key: number;
  person_id: string;
  generation_id: string;
  /** As its generation's; kept here so that filters read one index. */
  model: string;
  shape: string;
  /** The avatar it shows; null: made by description alone. */
  avatar_id: Defaulted<string | null>;
  /** 0-based place in its generation; unique with it. */
  place: number;
  /** `imagen4`, `photos`, `avatars`: the role, not the configured name. */
  bucket: string;
  object_key: string;
  thumbnail_key: string;
  content_type: string;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
  created_at: Millis;
  /** The message that shows it as a result, so that a reply to it is known; null: none does. */
  message_id: Defaulted<number | null>;
  /** Accepted by Telegram, or opened in the gallery. */
  delivered_at: Defaulted<Millis | null>;
  favourite_at: Defaulted<Millis | null>;
  /** Moved to the trash. */
  trashed_at: Defaulted<Millis | null>;
  /** Deleted for good, after it was in the trash: its files are doomed, the row stays. */
  deleted_at: Defaulted<Millis | null>;
  /** Since when its file is missing from the store; null: it was not missed. */
  missing_at: Defaulted<Millis | null>;
}

/** A person's album. Its title is unique among theirs, whatever the case of its letters. */
export interface AlbumsTable {
  id: string;
  person_id: string;
  title: string;
  /** The title as it is compared. */
  title_key: string;
  /** The effect that made it, whose repeat finds it here. */
  request: string;
  created_at: Millis;
}

export interface AlbumImagesTable {
  album_id: string;
  image_id: string;
  /** As the image's, so that an album is read in the gallery's order. */
  sort_key: number;
  /** As the image's: from the trash it comes back into its albums. */
  trashed_at: Defaulted<Millis | null>;
}

/** What a shared link begins with. It does not say whose it was. */
export interface SharesTable {
  /** Random, 16 characters of `[\w-]`: the link's parameter after `s_`. */
  token: string;
  /** Who shared it, so that an erasure removes it; never shown. */
  person_id: string;
  image_id: string;
  description: string;
  shape: string;
  count: number;
  model: string;
  created_at: Millis;
}

/** Objects of the store that are nobody's any more; a chore removes them and then their rows. */
export interface DoomedObjectsTable {
  /** The role, as in images. */
  bucket: string;
  object_key: string;
  /** From when on it may be removed; later after a removal that failed. */
  due_at: Millis;
}

export interface PromoCodesTable {
  /** Upper case. */
  code: string;
  coins: number;
  uses: number;
  used: Defaulted<number>;
  valid_from: Millis;
  valid_until: Millis | null;
  created_at: Millis;
}

export interface PromoRedemptionsTable {
  code: string;
  person_id: string;
  /** The effect that asked, whose repeat is told the same; null once the person is erased. */
  request: string | null;
  created_at: Millis;
}

/** A model of the catalogue that is switched off, by the operator or because FAL dropped it. */
export interface ModelSwitchesTable {
  model: string;
  off_at: Millis;
  reason: string;
}

/** An open breaker: `billing` or `key` of the operator at FAL. */
export interface OutagesTable {
  subject: string;
  opened_at: Millis;
  /** The last failure; a trial is let through some minutes after it. */
  failed_at: Millis;
  detail: string;
}

/** People who asked "tell me when it works". */
export interface OutageWatchersTable {
  subject: string;
  person_id: string;
  created_at: Millis;
}

/** "Ask for coins", once a day a person. */
export interface CoinRequestsTable {
  person_id: string;
  /** Whole days since 1970, UTC. */
  day: number;
  created_at: Millis;
}

/** file_ids of what Telegram has already, by bot and content. */
export interface TelegramFilesTable {
  /** `<bot id>:<picture key>`. */
  key: string;
  file_id: string;
  /** 1: drawn of what soon looks different, so that it is let go after a while. */
  passing: Defaulted<number>;
  created_at: Millis;
}

/** The operator's timeline: a copy of the actor store's journal. */
export interface JournalTable {
  actor_key: string;
  epoch: string;
  step: number;
  event: string;
  from_state: string;
  to_state: string;
  at: Millis;
}

/** A lease in SQL: one instance sweeps at a time. The row `admission` is only written to take turns. */
export interface LocksTable {
  name: string;
  owner: string;
  until: Millis;
}

/** Updates of Telegram that could not be taken, kept for an operator. */
export interface DeadUpdatesTable {
  update_id: number;
  /** Who sent it; null: nobody known. */
  telegram_id: number | null;
  /** The update as JSON. */
  body: string;
  error: string;
  created_at: Millis;
}

export type Person = Selectable<PeopleTable>;
export type Generation = Selectable<GenerationsTable>;
export type Attempt = Selectable<AttemptsTable>;
export type Avatar = Selectable<AvatarsTable>;
export type AvatarPhoto = Selectable<AvatarPhotosTable>;
export type Training = Selectable<TrainingsTable>;
export type Image = Selectable<ImagesTable>;
export type AlbumRow = Selectable<AlbumsTable>;
export type Share = Selectable<SharesTable>;
export type PromoCode = Selectable<PromoCodesTable>;
export type Transfer = Selectable<TransfersTable>;
