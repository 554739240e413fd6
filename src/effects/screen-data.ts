import { generationById, openOf } from '../../db/generations.ts';
import { imageCounts, imageOf, neighbours, newest } from '../../db/images.ts';
import { balances, operations } from '../../db/ledger.ts';
import type { Handle } from '../../db/open.ts';
import { outages } from '../../db/outages.ts';
import type { Image, Person } from '../../db/schema.ts';
import type { ChatContext, Language, Shape } from '../../machines/chat/types.ts';
import type { View } from '../../machines/chat/views.ts';
import { OPERATIONS_A_PAGE } from '../telegram/screens/balance.ts';
import type { Card, Operation, ScreenData } from '../telegram/screens/data.ts';
import type { Drafts } from './drafts.ts';
import { type Looks, lookTitle } from './looks.ts';

/** Until people choose one, dates are told in the zone that most readers of a language live in. */
const TIME_ZONES: Readonly<Record<Language, string>> = { ru: 'Europe/Moscow', en: 'UTC' };

export interface ScreenDataNeeds {
  readonly db: Handle;
  readonly looks: Looks;
  readonly drafts: Drafts;
  readonly welcomeCoins: number;
  readonly imagePrice: number;
  readonly supportContact: string | null;
  readonly canAskForCoins: boolean;
}

export type LoadScreenData = (
  person: Person,
  view: View,
  context: ChatContext,
) => Promise<ScreenData>;

const usualChoices = { shape: null, count: null, look: null };

/** Loads what a screen may show; what its area never shows is not asked for. */
export function createScreenData(needs: ScreenDataNeeds): LoadScreenData {
  const { db, looks, drafts } = needs;

  const loadCard = async (person: Person, { place }: ChatContext): Promise<Card | null> => {
    const asked = place.at === 'card' ? place.imageId : null;
    const image =
      (asked === null ? undefined : await imageOf(db, person.id, asked)) ??
      (await newest(db, person.id));
    return image ? cardOf(person, image) : null;
  };

  const cardOf = async (person: Person, image: Image): Promise<Card> => {
    const generation = await generationById(db, image.generation_id);
    return {
      imageId: image.id,
      description: generation?.description ?? '',
      // Guarantee: rows are written from a parsed draft only.
      shape: (generation?.shape ?? '1:1') as Shape,
      lookTitleKey: lookTitle(generation?.model ?? ''),
      createdAt: image.created_at,
      favourite: image.favourite_at !== null,
      ...(await neighbours(db, person.id, image)),
    };
  };

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

  return async (person, view, context) => {
    const [area] = view.split('.') as [string];
    const shows = (...areas: readonly string[]) => areas.includes(area);
    const usual = await drafts.choices(usualChoices, person);
    return {
      view,
      context,
      language: languageOf(person),
      coins: await balances(db, person.id),
      pictures: shows('home', 'settings') ? (await imageCounts(db, person.id)).total : 0,
      running: shows('home', 'balance') ? (await openOf(db, person.id)).length : 0,
      looks: shows('create', 'settings') ? await looks.available() : [],
      usual,
      unitPrice: usual.look.price,
      welcomeCoins: needs.welcomeCoins,
      draft: context.draft && shows('create') ? await drafts.settle(context.draft, person) : null,
      card: shows('gallery') ? await loadCard(person, context) : null,
      operations: view === 'balance.operations' ? await loadOperations(person, context) : null,
      supportContact: needs.supportContact,
      canAskForCoins: needs.canAskForCoins,
      outage: shows('create') ? (await outages(db)).length > 0 : false,
      timeZone: TIME_ZONES[languageOf(person)],
    };
  };
}

export const languageOf = ({ language }: Pick<Person, 'language'>): Language =>
  language === 'en' ? 'en' : 'ru';

const cursorOf = (before: string | null) => {
  const [at, id] = before?.split('.', 2) ?? [];
  return at && id ? { at: Number(at), id } : null;
};

const KINDS: readonly string[] = ['welcome', 'promo', 'grant', 'refund', 'order'];

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
  open: kind === 'order' && end === null,
  at,
});
