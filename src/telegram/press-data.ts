import * as v from 'valibot';
import type { Press } from './press.ts';
import { zones } from './screens/zones.ts';

/** Telegram's limit for callback_data. */
export const PRESS_DATA_BYTES = 64;

type PressOf<Do, P = Press> = P extends { readonly do: infer D }
  ? Do extends D
    ? P
    : never
  : never;

type FieldsOf = {
  readonly [Do in Press['do']]: readonly Exclude<keyof PressOf<Do>, 'do'>[];
};

/** The order in which a press's fields follow its name: `favourite/IMAGE/1/0`. */
const fieldsOf: FieldsOf = {
  home: [],
  back: [],
  create: [],
  gallery: [],
  balance: [],
  settings: [],
  help: [],
  privacy: [],
  support: [],
  enterCode: [],
  askForCoins: [],
  tellMe: [],
  myData: [],
  export: [],
  erase: [],
  eraseSure: [],
  eraseYes: [],
  idea: ['which'],
  pick: ['draftId', 'what'],
  chooseShape: ['draftId', 'shape'],
  chooseCount: ['draftId', 'count'],
  chooseLook: ['draftId', 'look'],
  make: ['draftId', 'price'],
  image: ['imageId'],
  atEnd: ['which'],
  favourite: ['imageId', 'marked', 'onResult'],
  delete: ['imageId'],
  deleteSure: ['imageId'],
  wholeText: ['imageId'],
  wholeDraft: ['draftId'],
  wholeOrder: ['generationId'],
  original: ['imageId'],
  again: ['imageId'],
  change: ['imageId'],
  retry: ['generationId'],
  rephrase: ['generationId'],
  cancelJob: ['generationId'],
  close: [],
  operations: ['before'],
  prefer: ['what'],
  preferShape: ['shape'],
  preferCount: ['count'],
  preferLook: ['look'],
  setLanguage: ['language'],
  openAlbum: ['albumId'],
  openLook: ['look'],
  openShape: ['shape'],
  openMonth: ['month'],
  openFavourites: [],
  grid: ['imageId'],
  details: ['imageId'],
  share: ['imageId'],
  restore: ['imageId'],
  purge: ['imageId'],
  purgeSure: ['imageId'],
  filters: ['imageId'],
  clearFilters: [],
  search: [],
  statistics: [],
  pickFilter: ['what'],
  byKind: ['kind'],
  byLook: ['look'],
  byShape: ['shape'],
  byAlbum: ['albumId'],
  byFavourites: ['on'],
  byTime: ['last'],
  byMonth: ['month'],
  byDays: ['from', 'until'],
  byWords: [],
  calendar: ['month', 'from'],
  albums: ['page'],
  newAlbum: [],
  album: ['albumId'],
  renameAlbum: ['albumId'],
  deleteAlbum: ['albumId'],
  deleteAlbumSure: ['albumId'],
  addTo: ['imageId', 'page'],
  inAlbum: ['albumId', 'imageId', 'added'],
  marking: [],
  mark: ['imageId', 'marked'],
  markNone: [],
  favouriteMarked: [],
  downloadMarked: [],
  deleteMarked: [],
  deleteMarkedSure: [],
  trash: ['imageId'],
  undo: [],
  emptyTrash: [],
  emptyTrashSure: ['until'],
  setTimeZone: ['zone'],
  nothing: [],
  chooseAvatar: ['draftId', 'avatarId'],
  createWith: ['avatarId'],
  styles: ['page'],
  style: ['style'],
  edits: ['imageId'],
  editImage: ['imageId'],
  upscale: ['imageId'],
  cutout: ['imageId'],
  avatars: ['avatarId'],
  openAvatar: ['avatarId'],
  byAvatar: ['avatarId'],
  renameAvatar: ['avatarId'],
  makeMain: ['avatarId'],
  deleteAvatar: ['avatarId'],
  deleteAvatarSure: ['avatarId', 'images'],
  deleteAvatarYes: ['avatarId', 'images'],
  cancelTraining: ['trainingId'],
  wizard: ['avatarId'],
  wizardOn: [],
  photosDone: [],
  toPrice: [],
  pickPreset: [],
  leaveWizard: [],
  startOver: [],
  startOverSure: [],
  consent: ['textVersion'],
  who: ['who'],
  viewPhotos: ['photoId'],
  removePhoto: ['photoId', 'nextId'],
  keepPhoto: ['photoId', 'kept'],
  preset: ['preset'],
  keepPhotos: ['kept'],
  train: ['avatarId', 'n', 'price'],
};

const SEPARATOR = '/';

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,32}$/));
/** A model's, a style's or a preset's: an id of ours, not of a row. */
const short = v.pipe(v.string(), v.regex(/^[\w-]{1,12}$/));
const look = short;
const whole = v.pipe(v.string(), v.regex(/^(?:0|[1-9]\d{0,8})$/), v.transform(Number));
/** Milliseconds since 1970, of this century. */
const moment = v.pipe(v.string(), v.regex(/^[1-9]\d{12}$/), v.transform(Number));
const flag = v.pipe(
  v.picklist(['0', '1']),
  v.transform((bit) => bit === '1'),
);
const shape = v.picklist(['1:1', '3:4', '4:3', '9:16', '16:9']);
const count = v.pipe(
  v.picklist(['1', '2', '4']),
  v.transform((digit) => ({ '1': 1, '2': 2, '4': 4 })[digit] as 1 | 2 | 4),
);
/** What may be left out: nothing stands for null. */
const orNull = <S extends v.GenericSchema>(schema: S) =>
  v.union([
    v.pipe(
      v.literal(''),
      v.transform(() => null),
    ),
    schema,
  ]);

/** Where a page of operations ends; nothing: the newest page. */
const before = orNull(v.pipe(v.string(), v.regex(/^[\w.:~-]{1,48}$/)));

const month = v.pipe(v.string(), v.regex(/^20\d\d-(?:0[1-9]|1[0-2])$/));

/** A day that there is: not the 31st of February. */
const day = v.pipe(
  v.string(),
  v.regex(/^20\d\d-\d\d-\d\d$/),
  v.check((text) => {
    const at = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  }),
);

/** A zone has the separator in its name: `Europe/Moscow` travels as `Europe.Moscow`. */
const ZONE_SEPARATOR = '.';
const zone = v.pipe(
  v.string(),
  v.transform((text) => text.replaceAll(ZONE_SEPARATOR, SEPARATOR)),
  v.picklist(zones),
);

const press = <const Do extends string, Entries extends v.ObjectEntries>(
  names: readonly [Do, ...Do[]],
  entries: Entries,
) => v.strictObject({ do: v.picklist(names), ...entries });

const PressSchema: v.GenericSchema<unknown, Press> = v.variant('do', [
  press(['home', 'back', 'create', 'gallery', 'balance', 'settings', 'help'], {}),
  press(['privacy', 'support', 'enterCode', 'askForCoins', 'tellMe', 'close'], {}),
  press(['myData', 'export', 'erase', 'eraseSure', 'eraseYes'], {}),
  press(['idea'], { which: v.union([v.literal('surprise'), whole]) }),
  press(['wholeDraft'], { draftId: id }),
  press(['pick'], { draftId: id, what: v.picklist(['shape', 'count', 'look', 'avatar']) }),
  press(['chooseShape'], { draftId: id, shape }),
  press(['chooseCount'], { draftId: id, count }),
  press(['chooseLook'], { draftId: id, look }),
  press(['make'], { draftId: id, price: whole }),
  press(['image', 'delete', 'deleteSure', 'wholeText', 'original', 'again', 'change'], {
    imageId: id,
  }),
  press(['atEnd'], { which: v.picklist(['newest', 'oldest']) }),
  press(['favourite'], { imageId: id, marked: flag, onResult: flag }),
  press(['retry', 'rephrase', 'cancelJob', 'wholeOrder'], { generationId: id }),
  press(['operations'], { before }),
  press(['prefer'], { what: v.picklist(['language', 'shape', 'count', 'look', 'zone']) }),
  press(['preferShape'], { shape }),
  press(['preferCount'], { count }),
  press(['preferLook'], { look }),
  press(['setLanguage'], { language: v.picklist(['ru', 'en']) }),
  press(['setTimeZone'], { zone }),
  press(['openAlbum', 'album', 'renameAlbum', 'deleteAlbum', 'deleteAlbumSure'], { albumId: id }),
  press(['openLook'], { look }),
  press(['openShape'], { shape }),
  press(['openMonth', 'byMonth'], { month }),
  press(['openFavourites', 'clearFilters', 'search', 'statistics', 'byWords', 'newAlbum'], {}),
  press(['grid', 'filters', 'trash'], { imageId: orNull(id) }),
  press(['details', 'share', 'restore', 'purge', 'purgeSure'], { imageId: id }),
  press(['pickFilter'], { what: v.picklist(['kind', 'look', 'avatar', 'shape', 'album', 'time']) }),
  press(['byKind'], { kind: orNull(v.picklist(['described', 'avatar'])) }),
  press(['byLook'], { look: orNull(look) }),
  press(['byShape'], { shape: orNull(shape) }),
  press(['byAlbum'], { albumId: orNull(id) }),
  press(['byFavourites'], { on: flag }),
  press(['byTime'], { last: orNull(v.picklist(['today', 'yesterday', 'week', 'month'])) }),
  press(['byDays'], { from: day, until: day }),
  press(['calendar'], { month: orNull(month), from: orNull(day) }),
  press(['albums'], { page: whole }),
  press(['addTo'], { imageId: orNull(id), page: whole }),
  press(['inAlbum'], { albumId: id, imageId: orNull(id), added: flag }),
  press(['marking', 'markNone', 'favouriteMarked', 'downloadMarked'], {}),
  press(['deleteMarked', 'deleteMarkedSure', 'undo', 'emptyTrash'], {}),
  press(['emptyTrashSure'], { until: moment }),
  press(['mark'], { imageId: id, marked: flag }),
  press(['nothing'], {}),
  press(['chooseAvatar'], { draftId: id, avatarId: orNull(id) }),
  press(['styles'], { page: whole }),
  press(['style'], { style: short }),
  press(['edits', 'editImage', 'upscale', 'cutout'], { imageId: id }),
  press(['createWith', 'avatars', 'byAvatar', 'wizard'], { avatarId: orNull(id) }),
  press(['openAvatar', 'renameAvatar', 'makeMain', 'deleteAvatar'], { avatarId: id }),
  press(['deleteAvatarSure', 'deleteAvatarYes'], {
    avatarId: id,
    images: v.picklist(['keep', 'delete']),
  }),
  press(['cancelTraining'], { trainingId: id }),
  press(['wizardOn', 'photosDone', 'toPrice', 'pickPreset'], {}),
  press(['leaveWizard', 'startOver', 'startOverSure'], {}),
  press(['consent'], { textVersion: whole }),
  press(['who'], { who: orNull(v.picklist(['man', 'woman'])) }),
  press(['viewPhotos'], { photoId: orNull(id) }),
  press(['removePhoto'], { photoId: id, nextId: orNull(id) }),
  press(['keepPhoto'], { photoId: id, kept: flag }),
  press(['preset'], { preset: short }),
  press(['keepPhotos'], { kept: flag }),
  press(['train'], { avatarId: id, n: whole, price: whole }),
]);

type Value = string | number | boolean | null;

function written(value: Value | undefined): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return String(value ?? '').replaceAll(SEPARATOR, ZONE_SEPARATOR);
}

/** Callback data for a button: at most 64 bytes, readable, and never about "the next one". */
export function encodePress(press: Press): string {
  const values: Readonly<Record<string, Value>> = press;
  return [press.do, ...fieldsOf[press.do].map((field) => written(values[field]))].join(SEPARATOR);
}

const isPressName = (name: string): name is Press['do'] => Object.hasOwn(fieldsOf, name);

/** Null: not callback data of this bot's, or of a version that wrote it otherwise. */
export function parsePress(data: string): Press | null {
  const [name = '', ...values] = data.split(SEPARATOR);
  if (!isPressName(name)) return null;
  const fields = fieldsOf[name];
  if (fields.length !== values.length) return null;
  const entries = fields.map((field, index) => [field, values[index]]);
  const parsed = v.safeParse(PressSchema, { do: name, ...Object.fromEntries(entries) });
  return parsed.success ? parsed.output : null;
}
