import { countUpTo, MOST_COUNTED } from '../../db/gallery.ts';
import { openOf } from '../../db/generations.ts';
import { balances, operations } from '../../db/ledger.ts';
import type { Handle } from '../../db/open.ts';
import { outages } from '../../db/outages.ts';
import type { Person } from '../../db/schema.ts';
import type { ChatContext } from '../../machines/chat/types.ts';
import type { View } from '../../machines/chat/views.ts';
import { STYLES } from '../fal/styles.ts';
import { OPERATIONS_A_PAGE } from '../telegram/screens/balance.ts';
import type { Operation, ScreenData } from '../telegram/screens/data.ts';
import { configuredPrice, createLoadAvatars, readyAvatars } from './avatars/load-avatars.ts';
import type { Drafts } from './drafts.ts';
import type { LoadedCard } from './gallery/card.ts';
import { createLoadGallery, isGallery } from './gallery/load-gallery.ts';
import { languageOf, timeZoneOf } from './locale-of.ts';
import type { Looks } from './looks.ts';

export interface ScreenDataNeeds {
  readonly db: Handle;
  readonly looks: Looks;
  readonly drafts: Drafts;
  readonly welcomeCoins: number;
  readonly imagePrice: number;
  /** Coins for an avatar, from which each preset's price follows. */
  readonly avatarPrice: number;
  /** The id of the preset of those who never chose. */
  readonly trainingPreset: string;
  readonly supportContact: string | null;
  readonly canAskForCoins: boolean;
  readonly now: () => number;
}

export interface LoadedScreen {
  readonly data: ScreenData;
  /** The card that the person opens with this screen; null: none. */
  readonly opened: LoadedCard | null;
}

export type LoadScreenData = (
  person: Person,
  view: View,
  context: ChatContext,
) => Promise<LoadedScreen>;

/** As many as there are buttons for. */
const STYLES_A_PAGE = 6;

const STYLE_PAGES = Array.from({ length: Math.ceil(STYLES.length / STYLES_A_PAGE) }, (_, page) =>
  STYLES.slice(page * STYLES_A_PAGE, (page + 1) * STYLES_A_PAGE),
);

const none = { count: 0, isMore: false };
const noCoins = { available: 0, held: 0 };
const usualChoices = { shape: null, count: null, look: null };

/** Loads what a screen may show; what its area never shows is not asked for. */
export function createScreenData(needs: ScreenDataNeeds): LoadScreenData {
  const { db, looks, drafts } = needs;

  const loadGallery = createLoadGallery(needs);
  const loadAvatars = createLoadAvatars(needs);

  const loadOperations = async (person: Person, { place }: ChatContext) => {
    const before = place.at === 'operations' ? cursorOf(place.before) : null;
    const lines = await operations(db, person.id, {
      limit: OPERATIONS_A_PAGE + 1,
      ...(before && { before }),
    });
    const page = lines.slice(0, OPERATIONS_A_PAGE);
    const last = lines.length > page.length ? page.at(-1) : undefined;
    return { lines: page.map(toLine), next: last ? `${last.at}.${last.id}` : null };
  };

  const pictures = ({ id }: Person) => countUpTo(db, id, {}, MOST_COUNTED);

  return async (person, view, context) => {
    const [area] = view.split('.') as [string];
    const shows = (...areas: readonly string[]) => areas.includes(area);
    const gallery = isGallery(view) ? await loadGallery(person, view, context) : null;
    const usual = await drafts.choices(usualChoices, person);
    const data: ScreenData = {
      view,
      context,
      language: languageOf(person),
      coins: shows('gallery') ? noCoins : await balances(db, person.id),
      pictures: view === 'home.menu' || view === 'create.describe' ? await pictures(person) : none,
      running: shows('home', 'balance') ? (await openOf(db, person.id)).length : 0,
      looks: shows('create', 'settings') ? await looks.available() : [],
      usual,
      unitPrice: usual.look.price,
      welcomeCoins: needs.welcomeCoins,
      draft: context.draft && shows('create') ? await drafts.settle(context.draft, person) : null,
      avatars: await loadAvatars(person, view, context),
      readyAvatars: shows('home', 'create') ? await readyAvatars(db, person) : [],
      avatarPrice: configuredPrice(needs),
      stylePages: shows('create') ? STYLE_PAGES : [],
      gallery: gallery?.data ?? null,
      operations: view === 'balance.operations' ? await loadOperations(person, context) : null,
      supportContact: needs.supportContact,
      canAskForCoins: needs.canAskForCoins,
      outage: shows('create', 'wizard') ? (await outages(db)).length > 0 : false,
      now: needs.now(),
      timeZone: timeZoneOf(person),
    };
    return { data, opened: gallery?.opened ?? null };
  };
}

const cursorOf = (before: string | null) => {
  const [at, id] = before?.split('.', 2) ?? [];
  return at && id ? { at: Number(at), id } : null;
};

const KINDS: readonly string[] = ['welcome', 'promo', 'grant', 'refund', 'order', 'training'];

const toLine = ({
  kind,
  amount,
  back,
  end,
  at,
}: Awaited<ReturnType<typeof operations>>[number]): Operation => ({
  kind: KINDS.includes(kind) ? (kind as Operation['kind']) : 'grant',
  coins: amount,
  returned: back ?? 0,
  open: (kind === 'order' || kind === 'training') && end === null,
  at,
});
