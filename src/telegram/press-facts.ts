import type { Count, Shape } from '../../machines/chat/types.ts';
import type { Press } from './press.ts';

/** What was ordered: of an image, or of an order that brought none. */
export interface Order {
  readonly description: string;
  readonly shape: Shape;
  readonly count: Count;
  /** A model's id of the catalogue. */
  readonly look: string;
  /** The person's message with the description; null: there was none. */
  readonly messageId: number | null;
}

/** Looks things up as the person's own; what is another's, deleted or unknown is null. */
export interface Facts {
  /** The order that an image came from. */
  readonly image: (personId: string, imageId: string) => Promise<Order | null>;
  readonly order: (personId: string, generationId: string) => Promise<Order | null>;
  /** The image next to this one that stays when it goes. */
  readonly nearest: (personId: string, imageId: string) => Promise<string | null>;
  /** Whether the message is the person's living screen. */
  readonly isScreen: (personId: string, messageId: number) => Promise<boolean>;
}

/** Where a button stands decides which message the answering screen takes. */
export type Stands = 'screen' | 'message' | 'either';

type Reading = { readonly on: Stands; readonly asks?: 'image' | 'order' };

const screen: Reading = { on: 'screen' };
const either: Reading = { on: 'either' };

/** Per button: where it may stand, and what must be looked up before it can be understood. */
const readings: Readonly<Record<Press['do'], Reading>> = {
  home: either,
  back: screen,
  create: either,
  gallery: either,
  balance: either,
  settings: either,
  help: either,
  privacy: either,
  support: either,
  enterCode: either,
  askForCoins: screen,
  tellMe: screen,
  myData: screen,
  export: screen,
  erase: screen,
  eraseSure: screen,
  eraseYes: screen,
  idea: either,
  pick: screen,
  chooseShape: screen,
  chooseCount: screen,
  chooseLook: screen,
  make: screen,
  image: { on: 'either', asks: 'image' },
  atEnd: screen,
  favourite: { on: 'either', asks: 'image' },
  delete: { on: 'either', asks: 'image' },
  deleteSure: { on: 'screen', asks: 'image' },
  wholeText: { on: 'either', asks: 'image' },
  wholeDraft: screen,
  wholeOrder: { on: 'message', asks: 'order' },
  original: { on: 'either', asks: 'image' },
  again: { on: 'either', asks: 'image' },
  change: { on: 'either', asks: 'image' },
  retry: { on: 'message', asks: 'order' },
  rephrase: { on: 'message', asks: 'order' },
  cancelJob: { on: 'message', asks: 'order' },
  close: { on: 'message' },
  operations: screen,
  prefer: screen,
  preferShape: screen,
  preferCount: screen,
  preferLook: screen,
  setLanguage: screen,
};

/** What is known about a press when it is read. */
export interface Found {
  /** Of the image or the order that the press names; null: not the person's, or not there. */
  readonly order: Order | null;
  /** Of `deleteSure`: the image that is shown afterwards. */
  readonly nextId: string | null;
  /** The pressed message is a screen, which may be edited; else its content stays. */
  readonly isScreen: boolean;
}

export const nothingFound: Found = { order: null, nextId: null, isScreen: false };

const asked = (press: Press | null) => (press ? readings[press.do].asks : undefined);

async function orderOf(facts: Facts, personId: string, press: Press | null) {
  if (!press || asked(press) === undefined) return null;
  if ('imageId' in press) return facts.image(personId, press.imageId);
  return 'generationId' in press ? facts.order(personId, press.generationId) : null;
}

async function isScreen(
  facts: Facts,
  personId: string,
  { press, messageId }: Pressed,
): Promise<boolean> {
  if (messageId === null) return false;
  const on = press ? readings[press.do].on : 'either';
  return on === 'either' ? facts.isScreen(personId, messageId) : on === 'screen';
}

export type Pressed = { readonly press: Press | null; readonly messageId: number | null };

/** Looks up what the table above asks for, and nothing else. */
export async function lookUp(facts: Facts, personId: string, pressed: Pressed): Promise<Found> {
  const { press } = pressed;
  const [order, nextId, onScreen] = await Promise.all([
    orderOf(facts, personId, press),
    press?.do === 'deleteSure' ? facts.nearest(personId, press.imageId) : null,
    isScreen(facts, personId, pressed),
  ]);
  return { order, nextId, isScreen: onScreen };
}
