import type { Update } from 'grammy/types';
import type { AnswerKey, ChatEvent, Language } from '../../machines/chat/types.ts';
import { type AnswerPorts, createAnswers, type ToastKey } from './answer-presses.ts';
import { EdgeError } from './edge-error.ts';
import { createInTurn, type InTurn } from './in-turn.ts';
import {
  type Facts,
  type Found,
  lookUp,
  lookUpMain,
  lookUpPreparing,
  lookUpReplied,
  lookUpShared,
  nothingFound,
} from './press-facts.ts';
import { type Incoming, readUpdate, type Said } from './read-update.ts';
import { createRecent } from './recent.ts';
import type { Ids, Step } from './step.ts';
import { sharedToken, toEvent } from './to-event.ts';

export interface Arrival {
  readonly telegramId: number;
  readonly languageCode: string | null;
  /** The deep-link parameter of /start; null: none. */
  readonly startParameter: string | null;
}

export interface Met {
  readonly personId: string;
  readonly isNew: boolean;
  readonly language: Language;
  /** The message that is the person's living screen; null: there is none. */
  readonly screen: number | null;
}

/** What a dispatch came to; `repeated`: the delivery had been taken before. */
export interface Dispatched<A extends string = AnswerKey> {
  readonly kind: 'taken' | 'ignored' | 'repeated';
  readonly answers: readonly A[];
}

export interface EdgePorts extends AnswerPorts, Ids {
  /** Takes a person in, or finds them; either way they can be reached again. */
  readonly meet: (arrival: Arrival) => Promise<Met>;
  /** Membership alone makes nobody known: the first word does, and is greeted. */
  readonly reachable: (telegramId: number) => Promise<void>;
  readonly unreachable: (telegramId: number) => Promise<void>;
  readonly facts: Facts;
  /** Resolves once the step is saved. */
  readonly dispatchChat: (
    telegramId: number,
    personId: string,
    delivery: string,
    event: ChatEvent,
  ) => Promise<Dispatched>;
  readonly dispatchGeneration: (
    generationId: string,
    delivery: string,
    event: { readonly type: 'cancel' },
  ) => Promise<Dispatched<'job-cancelled'>>;
  readonly dispatchTraining: EdgePorts['dispatchGeneration'];
  /** Says goodbye and leaves; not waited for. */
  readonly leaveGroup: (chatId: number) => Promise<unknown>;
  /** Keeps an update that nobody could take, for an operator. */
  readonly deadLetter: (letter: {
    readonly update: Update;
    /** Who sent it. */
    readonly telegramId: number;
    readonly error: unknown;
  }) => Promise<void>;
  /** True for errors that say the store or the database is out of reach. */
  readonly isUnavailable: (error: unknown) => boolean;
  /** True for those of them that are no trouble: another instance will take the update. */
  readonly isForAnother: (error: unknown) => boolean;
  readonly inTurn?: InTurn;
}

export interface Taken {
  /** `nothing`: an update that says nothing to us; `dead`: kept for an operator. */
  readonly kind: Dispatched['kind'] | 'noted' | 'left' | 'nothing' | 'dead';
}

/** An update that fails as often as this would come back for ever. */
const MAX_TRIES = 3;
const REMEMBERED_FAILURES = 1000;

const queryOf = ({ what }: Incoming) => ('callbackQueryId' in what ? what.callbackQueryId : null);

const startParameterOf = ({ what }: Incoming<Said>) =>
  what.kind === 'command' && what.name === 'start' && what.argument !== '' ? what.argument : null;

const sharedOf = (startParameter: string | null) =>
  startParameter === null ? null : sharedToken(startParameter);

/** Kept of where a newcomer came from; which link of whose it was is forgotten. */
const originOf = (startParameter: string | null) =>
  sharedOf(startParameter) === null ? startParameter : 'shared';

/** Says who was spoken to and what is to be told of it. */
type Outcome = { readonly taken: Taken; readonly toast: ToastKey | null; readonly met: Met | null };

const silently = (kind: Taken['kind']): Outcome => ({ taken: { kind }, toast: null, met: null });

/** A change of language is answered in the new one. */
const spokenTo = (met: Met, event: ChatEvent): Met =>
  event.type === 'setLanguage' ? { ...met, language: event.language } : met;

/** From an update to a saved step: `take` resolves only when nothing of it can be lost. */
export function createEdge(ports: EdgePorts) {
  const { inTurn = createInTurn() } = ports;
  const answers = createAnswers(ports);
  const failures = createRecent<number>(REMEMBERED_FAILURES);

  async function dispatch(step: Step, incoming: Incoming<Said>, met: Met): Promise<Outcome> {
    const { telegramId, delivery } = incoming;
    if (step.to === 'nobody') return { taken: { kind: 'ignored' }, toast: step.toast, met };
    if (step.to === 'chat') {
      const done = await ports.dispatchChat(telegramId, met.personId, delivery, step.event);
      const toast = done.answers[0] ?? null;
      return { taken: { kind: done.kind }, toast, met: spokenTo(met, step.event) };
    }
    const dispatchJob = step.to === 'training' ? ports.dispatchTraining : ports.dispatchGeneration;
    const done = await dispatchJob(step.id, delivery, step.event);
    const toast = done.answers[0] ?? (done.kind === 'ignored' ? 'too-late-to-cancel' : null);
    return { taken: { kind: done.kind }, toast, met };
  }

  async function look(what: Said, startParameter: string | null, met: Met): Promise<Found> {
    const { facts } = ports;
    if (what.kind === 'press') return lookUp(facts, met, what);
    if (what.kind === 'text' && what.replyTo !== null)
      return lookUpReplied(facts, met.personId, what.replyTo);
    if (what.kind === 'command' && what.name === 'me') return lookUpMain(facts, met.personId);
    if (what.kind === 'photo') return lookUpPreparing(facts, met.personId);
    const token = sharedOf(startParameter);
    return token === null ? nothingFound : lookUpShared(facts, token);
  }

  async function takeSaid(incoming: Incoming<Said>): Promise<Outcome> {
    const { telegramId, languageCode, what } = incoming;
    const startParameter = startParameterOf(incoming);
    const met = await ports.meet({
      telegramId,
      languageCode,
      startParameter: originOf(startParameter),
    });
    const found = await look(what, startParameter, met);
    const scene = { ...found, isNew: met.isNew, language: met.language };
    return dispatch(toEvent(what, scene, ports), incoming, met);
  }

  async function note(telegramId: number, state: 'blocked' | 'member'): Promise<Outcome> {
    await (state === 'blocked' ? ports.unreachable(telegramId) : ports.reachable(telegramId));
    return silently('noted');
  }

  function leave(chatId: number): Outcome {
    ports.leaveGroup(chatId).catch((error) => ports.report('group-not-left', error));
    return silently('left');
  }

  async function act(incoming: Incoming): Promise<Outcome> {
    const { what, telegramId } = incoming;
    if (what.kind === 'group') return leave(what.chatId);
    if (what.kind === 'member') return note(telegramId, what.state);
    return takeSaid({ ...incoming, what });
  }

  function tell(incoming: Incoming, toast: ToastKey | null, met: Met | null) {
    const query = queryOf(incoming);
    if (query !== null) answers.once(query, toast, met?.language ?? null);
  }

  async function fail(update: Update, incoming: Incoming, error: unknown): Promise<Taken> {
    if (!ports.isForAnother(error)) tell(incoming, 'trouble', null);
    if (ports.isUnavailable(error)) {
      throw new EdgeError('unavailable', 'An update cannot be saved now', error);
    }
    const key = String(incoming.updateId);
    const tries = (failures.get(key) ?? 0) + 1;
    failures.set(key, tries);
    if (tries < MAX_TRIES) throw new EdgeError('update-failed', 'An update was not taken', error);
    await ports
      .deadLetter({ update, telegramId: incoming.telegramId, error })
      .catch((cause: unknown) => {
        throw new EdgeError('unavailable', 'A dead letter cannot be kept now', cause);
      });
    failures.delete(key);
    return { kind: 'dead' };
  }

  return {
    /**
     * Rejects with an `EdgeError` when the update must come again. An update that fails three
     * times is kept as a dead letter, so that it holds up nobody.
     */
    async take(update: Update): Promise<Taken> {
      const incoming = readUpdate(update);
      if (!incoming) return { kind: 'nothing' };
      return inTurn(`edge:${incoming.telegramId}`, async () => {
        try {
          const { taken, toast, met } = await act(incoming);
          failures.delete(String(incoming.updateId));
          tell(incoming, toast, met);
          return taken;
        } catch (error) {
          return fail(update, incoming, error);
        }
      });
    },
    /** Resolves when no answer to a press is under way. */
    idle: answers.idle,
  };
}

export type Edge = ReturnType<typeof createEdge>;
