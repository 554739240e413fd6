import { nanoid } from 'nanoid';
import { forgetWatcher, watchersOfTheOver } from '../../db/outages.ts';
import type { ChatContext } from '../../machines/chat/types.ts';
import type { End, GenerationEvent, GenerationInput } from '../../machines/generation.ts';
import { createShell } from '../actors/shell.ts';
import type { Chore } from '../actors/sweep.ts';
import type { StartConfig } from '../config.ts';
import { createChatDoers } from '../effects/chat/doers.ts';
import { createDrafts } from '../effects/drafts.ts';
import { createPictureFiles } from '../effects/gallery/picture-files.ts';
import { createPurge } from '../effects/gallery/purge.ts';
import { createAdmission } from '../effects/generation/admission.ts';
import { createCards } from '../effects/generation/cards.ts';
import { createGenerationDoers } from '../effects/generation/doers.ts';
import { reconciliation } from '../effects/generation/reconcile.ts';
import { createSayEnd } from '../effects/generation/say-end.ts';
import { createSettle } from '../effects/generation/settle.ts';
import { createTakeWebhook } from '../effects/generation/take-webhook.ts';
import type { Pace } from '../effects/generation/watch.ts';
import { languageOf } from '../effects/locale-of.ts';
import { createLooks } from '../effects/looks.ts';
import { createOutages, type Trouble } from '../effects/outages.ts';
import { createReach } from '../effects/reach.ts';
import { createFileRemoval } from '../effects/remove-files.ts';
import { createScreenData } from '../effects/screen-data.ts';
import { DEFAULT_MODEL_ID, MODELS } from '../fal/catalogue.ts';
import { factsOf, type Log } from '../log.ts';
import { worksAgain } from '../telegram/screens/messages.ts';
import type { Words } from '../telegram/words.ts';
import { charts } from './charts.ts';
import type { createFalSide } from './fal-side.ts';
import type { Metrics } from './metrics.ts';
import type { Alert } from './operator.ts';
import type { Places } from './places.ts';
import type { createTelegramSide } from './telegram-side.ts';

/** A picture in the store that no row owns is removed so long after its order's deadline. */
const ORPHAN_GRACE_MS = 5 * 60_000;
/** Few, so that an outage that opens again meanwhile is heeded. */
const WATCHERS_AT_A_TIME = 10;
/** Of `[\w-]`: nobody guesses one. */
const SHARE_TOKEN_LENGTH = 16;
/** An effect's lease, renewed while the work goes on: an upload may take longer. */
const LEASE_MS = 20_000;

export interface CoreNeeds {
  readonly config: StartConfig;
  readonly places: Places;
  readonly telegramSide: ReturnType<typeof createTelegramSide>;
  readonly falSide: Awaited<ReturnType<typeof createFalSide>>;
  readonly words: Words;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly alert: Alert;
  readonly now: () => number;
  readonly pace: Pace;
}

const generationKey = (id: string) => `generation:${id}`;

/** The actors and all that carries their wishes out, without the edges that bring events. */
export function createCore(needs: CoreNeeds) {
  const { config, places, telegramSide, falSide, words, log, metrics, alert, now, pace } = needs;
  const { store, images } = places;
  const { kysely: db } = places.db;
  const { forgetFiles, botName, messenger, sender, living, card } = telegramSide;
  const newId = () => nanoid();

  const shell = createShell({
    store,
    charts,
    newEpoch: () => nanoid(10),
    leaseMs: LEASE_MS,
    random: Math.random,
    onFailed: ({ key, name, id, attempts }, error, final) => {
      metrics.failures.inc({ name, final: String(final) });
      log[final ? 'error' : 'warn'](final ? 'An effect failed for good' : 'An effect failed', {
        effect: id,
        actor: key,
        name,
        attempts,
        ...factsOf(error),
      });
    },
    onStoreError: (error) => log.error('The actor store did not answer', factsOf(error)),
  });

  const begin = (input: GenerationInput) => shell.begin(generationKey(input.id), input);
  const tell = (id: string, event: GenerationEvent, input?: GenerationInput) =>
    shell.dispatch(generationKey(id), { kind: 'event', event }, input && { input });

  const looks = createLooks({
    db,
    imagePrice: config.IMAGE_PRICE,
    defaultModel: modelNamed(config.DEFAULT_MODEL ?? DEFAULT_MODEL_ID),
  });
  const drafts = createDrafts({ db, looks, concurrency: config.FAL_CONCURRENCY });
  const reach = createReach({ db, messenger, now });

  /** An order that waited for pictures to be possible is one press away. */
  const waitingDraft = async (telegramId: number) => {
    const record = await shell.peek(`chat:${telegramId}`);
    // Guarantee: only the chat's chart writes under such a key.
    const { context } = (record?.snapshot ?? {}) as unknown as { context?: ChatContext };
    return context?.draft ?? null;
  };

  const sayItWorks = async (personId: string) => {
    const person = await reach.byId(personId);
    const draft = person && (await waitingDraft(person.telegram_id));
    const settled = draft && (await drafts.settle(draft, person));
    if (person) await reach.tell(person, worksAgain(settled, words(languageOf(person))));
    await forgetWatcher(db, personId);
  };

  /** Whoever asked to be told when it works; one that cannot be told now is told later. */
  const tellWatchers: Chore = {
    name: 'watchers',
    everyMs: 5_000,
    run: async () => {
      for (const personId of await watchersOfTheOver(db, WATCHERS_AT_A_TIME))
        await sayItWorks(personId).catch((error) =>
          log.warn('The end of an outage was not told yet', factsOf(error)),
        );
    },
  };

  const outages = createOutages({
    db,
    now,
    onTrouble: (trouble) => alert(trouble.kind, wordsOf(trouble)),
  });

  const cards = createCards({
    db,
    reach,
    words,
    card,
    now,
    onError: (error) => log.warn('A card was not drawn', factsOf(error)),
  });
  const admission = createAdmission({
    db,
    now,
    concurrency: config.FAL_CONCURRENCY,
    deadlineMs: config.imageDeadlineMs,
    onAdmitted: async (id) => void (await tell(id, { type: 'admitted' })),
  });
  const forget = (key: string) => store.remove(key);

  /** Pictures may reach this person (again): whatever waits for that goes on. */
  const wake = async (id: string) => void (await tell(id, { type: 'reachable' }));

  const orphanMs = config.imageDeadlineMs + ORPHAN_GRACE_MS;
  const { fetchImage } = falSide;
  const files = createPictureFiles({
    db,
    images,
    now,
    fetchImage,
    orphanMs,
    forgetFiles,
    onMissing: ({ message }) => alert('file-missing', message),
    onError: (image, error) =>
      log.error('A missing file was not looked for', { image, ...factsOf(error) }),
  });

  const onEnded = (end: End) => metrics.ends.inc({ end });
  const shared = {
    db,
    images,
    reach,
    words,
    forgetFiles,
    sender,
    messenger,
    living,
    now,
    newId,
    onEnded,
    files,
  };
  const generationDoers = createGenerationDoers({
    ...shared,
    queue: falSide.queue,
    fetchImage,
    webhookUrl: falSide.webhookUrl,
    pace,
    admission,
    cards,
    startWithinSeconds: Math.floor(config.imageDeadlineMs / 1000),
    deliverMs: config.deliverMs,
    orphanMs,
    onRendering: async (id, attempt) => void (await tell(id, { type: 'rendering', attempt })),
    onRefused: (error, { model }) => outages.blame(error, model),
    onAccepted: () => outages.clear(),
    onUndeliverable: (generation, description) =>
      log.error('Telegram refuses a result', { generation, description }),
  });
  const chatDoers = createChatDoers({
    ...shared,
    looks,
    drafts,
    outages,
    load: createScreenData({
      db,
      looks,
      drafts,
      welcomeCoins: config.WELCOME_COINS,
      imagePrice: config.IMAGE_PRICE,
      supportContact: config.SUPPORT_CONTACT ?? null,
      canAskForCoins: config.ADMIN_CHAT_ID !== undefined,
      now,
    }),
    newToken: () => nanoid(SHARE_TOKEN_LENGTH),
    botName: botName.get,
    waitMs: config.imageWaitMs,
    begin: (id) => begin({ id, attempt: 1 }),
    peek: shell.peek,
    onSeen: wake,
    onErased: async (ids) => {
      for (const id of ids) await tell(id, { type: 'expired', end: 'cancelled', code: 'erased' });
    },
    forget,
    adminChatId: config.ADMIN_CHAT_ID ?? null,
    say: words(config.DEFAULT_LANGUAGE),
  });

  const chores: readonly Chore[] = [
    ...reconciliation({
      db,
      now,
      settle: createSettle({ db, now, newId, onEnded }),
      admitWaiting: admission.admitWaiting,
      tell: (event, input) => tell(input.id, event, input),
      sayEnd: async (ending) => {
        await cards.close(ending.id);
        await createSayEnd({ db, reach, words, now })(ending);
      },
      onError: (id, error) =>
        log.error('An order was not looked after', { generation: id, ...factsOf(error) }),
      isGone: async (id) => (await shell.peek(generationKey(id))) === null,
      begin,
    }),
    cards.ticking,
    createFileRemoval({
      db,
      images,
      now,
      onError: (object, error) =>
        log.error('A file was not removed yet', { ...object, ...factsOf(error) }),
    }),
    files.repairing,
    createPurge({ db, now, forgetFiles }).overdue,
    tellWatchers,
  ];

  return {
    shell,
    outages,
    chores,
    start: () => shell.start({ chat: chatDoers, generation: generationDoers }),
    stop: async (graceMs: number) => {
      await shell.stop(graceMs);
      await cards.idle();
    },
    takeFalWebhook: createTakeWebhook({ db, queue: falSide.queue, now, tell }),
    /** A picture's file is not in the store: it is looked for. */
    noticeMissing: (imageId: string) => {
      files
        .notice(imageId)
        .catch((error) => log.error('A missing file was not noted', factsOf(error)));
    },
    /** Orders that wait for this person to be back. */
    wakeAll: (ids: readonly string[]) => {
      for (const id of ids)
        wake(id).catch((error) => log.warn('An order was not woken', factsOf(error)));
    },
  };
}

export type Core = ReturnType<typeof createCore>;

/** By the id of the catalogue, or by FAL's own name of the model. */
function modelNamed(name: string) {
  const model = MODELS.find(({ id, endpoint }) => id === name || endpoint === name);
  if (!model) throw new Error(`DEFAULT_MODEL is none of: ${MODELS.map(({ id }) => id).join(', ')}`);
  return model;
}

function wordsOf(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'outage':
      return `Pictures cannot be made: FAL refuses the operator's ${trouble.subject} (${trouble.detail})`;
    case 'over':
      return `Pictures can be made again: ${trouble.subject} is in order`;
    case 'model-off':
      return `FAL no longer knows the model ${trouble.model}; it is switched off`;
  }
}
