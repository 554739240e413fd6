import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isSamePlace } from '../../machines/chat/gallery/spot.ts';
import type { ChatContext, ChatEvent, Draft, Place, Started } from '../../machines/chat/types.ts';
import { viewOf, views } from '../../machines/chat/views.ts';
import { statePath } from '../../machines/state-path.ts';
import type { ActorRecord } from '../../src/actors/record.ts';
import type { Inbound, Step } from '../../src/actors/step.ts';
import { charts } from '../../src/main/charts.ts';
import { eventsOf, outputs } from './chat-events.ts';
import { statesOf } from './states.ts';
import {
  beginAt,
  contextOf,
  done,
  event,
  failed,
  openJobs,
  reachAll,
  results,
  stateOf,
  tell,
  telling,
  told,
  wishes,
} from './walk.ts';

const chart = charts.chat;

const ofAnotherDraft = eventsOf('unknown').filter(({ type }) =>
  ['make', 'pick', 'choose', 'wholeDraft'].includes(type),
);

const pathOf = (record: ActorRecord) => statePath(stateOf(record));
const context = (record: ActorRecord) => contextOf<ChatContext>(record);
const shownAs = (record: ActorRecord) =>
  viewOf({ value: stateOf(record), context: context(record) });

const asleep = beginAt(chart, { personId: 'p' });

/** The events in turn; every one must be taken. */
function after(...some: readonly ChatEvent[]): Step {
  return some.reduce((taken, one) => told(chart, taken.record, event(one)), asleep);
}

const on = 'living';
const text = (words: string, draftId = 'd1'): ChatEvent => ({
  type: 'text',
  text: words,
  messageId: 10,
  draftId,
  on: 'new',
});
const words = text('a cat on a roof');
const make = (draftId = 'd1'): ChatEvent => ({ type: 'make', draftId, price: 10, on });
const press = (
  type: 'back' | 'home' | 'create' | 'gallery' | 'balance' | 'enterCode',
): ChatEvent => ({
  type,
  on,
});

const answer = (taken: Step, name: keyof typeof outputs, output: unknown) =>
  told(chart, taken.record, done(taken.record, name, output));

const noticeOf = ({ record }: Step) => context(record).notice?.key;
const toastOf = ({ replies }: Step) => (replies[0]?.params as { text?: string } | undefined)?.text;

/** Where words are taken for something else than a description. */
const AWAIT_WORDS = [
  'balance.code',
  'gallery.search',
  'gallery.naming',
  'wizard.name',
  'avatars.renaming',
];
const awaitsWords = (record: ActorRecord) =>
  AWAIT_WORDS.includes(pathOf(record)) ||
  (pathOf(record) === 'wizard.gathering' && context(record).avatars.step === 'name');

/** Where a photo waits for the others of its album. */
const GATHERING = 'wizard.gathering';

/** Shown while they work, since that takes a while. */
const SHOWN_AT_WORK = ['create.looking', 'create.listening'];

/**
 * An edit of a message that is no draft's changes nothing; one of a draft not shown, no screen. Of
 * an album outside of the wizard only the first photo is answered; a check that was done matters to
 * the screens about photos, and what becomes of a training to the avatar's.
 */
const mayBeSilent = (record: ActorRecord, inbound: Inbound) => {
  if (inbound.kind !== 'event') return false;
  const one = inbound.event as ChatEvent;
  if (one.type === 'photo')
    return one.groupId !== null && one.groupId === context(record).avatars.sampleGroup;
  return ['edited', 'photoChecked', 'avatarMoved'].includes(one.type);
};

/** How two records differ for what may follow; the trail is left to the random walks. */
function signature(record: ActorRecord) {
  const { draft, spent, place, gallery, avatars } = context(record);
  const { adding, albumId, marked, undo } = gallery;
  const path = pathOf(record);
  const remembered: Readonly<Record<string, readonly unknown[]>> = {
    'gallery.naming': [adding.length > 0, albumId !== null],
    'gallery.adding': [adding.length > 0],
    'gallery.marking': [marked.length > 0],
    'gallery.grid': [undo.length > 0],
    'gallery.card': [undo.length > 0],
    'wizard.gathering': [avatars.step],
    'wizard.opening': [avatars.step],
    'create.listening': [place.at],
    'avatars.deletingSure': [avatars.images],
  };
  return JSON.stringify([
    path,
    draft?.id,
    // The one that edits are of.
    draft?.messageId === 10,
    spent.length > 0,
    path.startsWith('gallery.') ? place.at : null,
    path.startsWith('wizard.') ? avatars.draftId : null,
    remembered[path],
  ]);
}

/** One record for every way the chart can stand. */
const reached = reachAll(
  { chart, input: { personId: 'p' }, events: eventsOf('d1'), outputs },
  signature,
);
/** An erasure under way takes nothing more: it ends with the actor forgotten. */
const isErasing = (record: ActorRecord) => pathOf(record) === 'settings.erasing';
const listening = reached.filter((record) => !isErasing(record));
const leaves = statesOf(chart.machine).filter(({ isLeaf }) => isLeaf);

/** A way back never comes by one place twice. */
function assertNoLoop(way: readonly Place[]) {
  way.forEach((place, n) => {
    const isTwice = way.slice(0, n).some((before) => isSamePlace(before, place));
    assert.equal(isTwice, false, JSON.stringify(way));
  });
}

/** The wizard's six steps, each of them a screen below the one before. */
const WIZARD_STEPS = 6;

/** The draft is found again where it was left. */
const found = (taken: Step): Step =>
  pathOf(taken.record) === 'wizard.opening'
    ? answer(taken, 'openWizard', { draftId: 'v1', step: 'photos' })
    : taken;

/** Presses Back until it is home, and says how often. */
function backHome(record: ActorRecord): number {
  let now = record;
  for (let presses = 0; presses <= 20 + WIZARD_STEPS; presses++) {
    if (pathOf(now) === 'home.menu' || isErasing(now)) return presses;
    const taken = found(told(chart, now, event(press('back'))));
    assert.ok(
      taken.effects.some(({ name }) => name === 'show'),
      `Back shows nothing at ${pathOf(now)}`,
    );
    now = taken.record;
  }
  return assert.fail(`Back from ${pathOf(record)} never comes home`);
}

describe('the chat chart', () => {
  it('reaches every state', () => {
    const paths = new Set(reached.map(pathOf));
    assert.deepEqual(
      leaves.filter(({ path }) => !paths.has(path)).map(({ path }) => path),
      [],
    );
  });

  it('has a view for every leaf that is shown, and no other', () => {
    const isShown = ({ path, invokes }: (typeof leaves)[number]) =>
      SHOWN_AT_WORK.includes(path) ||
      (invokes.length === 0 && path !== 'asleep' && path !== GATHERING);
    const shown = leaves.filter(isShown);
    assert.deepEqual(shown.map(({ path }) => path).toSorted(), [...views].toSorted());
  });

  it('shows a working state as the screen it came from', () => {
    const shown = new Map(reached.map((record) => [pathOf(record), shownAs(record)]));
    assert.equal(shown.get('asleep'), 'home.menu');
    assert.equal(shown.get('create.starting'), 'create.confirm.overview');
    assert.equal(shown.get('create.short.asking'), 'create.short.telling');
    assert.equal(shown.get('balance.redeeming'), 'balance.code');
    assert.equal(shown.get('settings.erasing'), 'settings.eraseSure');
    assert.equal(shown.get('gallery.keeping'), 'gallery.naming');
    assert.equal(shown.get('wizard.opening'), 'wizard.about');
    assert.equal(shown.get('wizard.agreeing'), 'wizard.consent');
    assert.equal(shown.get('wizard.naming'), 'wizard.name');
    assert.equal(shown.get('wizard.starting'), 'wizard.price');
    assert.equal(shown.get('wizard.short.asking'), 'wizard.short.telling');
    assert.equal(shown.get('avatars.keeping'), 'avatars.renaming');
  });

  it('shows the step that waits while photos come in', () => {
    const shown = reached
      .filter((record) => pathOf(record) === GATHERING)
      .map((record) => [context(record).avatars.step, shownAs(record)]);
    assert.deepEqual(Object.fromEntries(shown), {
      name: 'wizard.name',
      who: 'wizard.who',
      photos: 'wizard.photos',
      verdict: 'wizard.photos',
      price: 'wizard.photos',
      null: 'wizard.photos',
    });
  });

  it('has an answer to every failing job', () => {
    for (const { path, invokes, takes } of statesOf(chart.machine))
      for (const id of invokes)
        assert.ok(takes.includes(`xstate.error.actor.${id}`), `${path} ignores a failing ${id}`);
  });

  it('takes every event in every state, with a screen, an answer or a wish', () => {
    for (const record of listening) {
      const tell = telling(chart, record);
      for (const one of [...eventsOf('d1'), ...ofAnotherDraft]) {
        const outcome = tell(event(one));
        const what = `${JSON.stringify(one)} at ${pathOf(record)}`;
        if (mayBeSilent(record, event(one))) continue;
        assert.ok(outcome.kind === 'stepped', `${what} is ${outcome.kind}`);
        assert.ok(wishes(outcome.step).length > 0, `${what} does nothing`);
      }
    }
  });

  it('shows a screen, or goes on working, after every result of a job', () => {
    for (const record of reached)
      for (const inbound of results(record, outputs)) {
        const taken = told(chart, record, inbound);
        assert.ok(
          wishes(taken).some((name) => ['show', 'openWizard'].includes(name)),
          `${JSON.stringify(inbound)} at ${pathOf(record)}`,
        );
      }
  });

  it('leads home by Back from everywhere', () => {
    for (const record of listening) {
      const presses = backHome(record);
      assert.ok(
        presses <= context(record).trail.length + 3 + WIZARD_STEPS,
        `${presses} from ${pathOf(record)}`,
      );
    }
  });

  it('leads Back past a confirm screen whose draft is gone', () => {
    const record = after(words, press('gallery'), press('create')).record;
    assert.deepEqual(
      context(record).trail.map(({ at }) => at),
      ['home', 'card'],
    );
    backHome(record);
    backHome(after(words, press('create')).record);
  });

  it('keeps its promises on any walk', () => {
    const walk = fc.array(fc.record({ pick: fc.nat(), draft: fc.nat(4), result: fc.nat(3) }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(walk, (moves) => {
        let { record } = asleep;
        const orders: string[] = [];
        moves.forEach(({ pick, draft: age, result }, n) => {
          const answers = result === 0 ? [] : results(record, outputs);
          const some =
            answers.length > 0 ? answers : eventsOf(`d${Math.max(0, n - age)}`).map(event);
          const inbound = some[pick % some.length] ?? assert.fail();
          const outcome = tell(chart, record, inbound);
          if (outcome.kind !== 'stepped') {
            assert.ok(mayBeSilent(record, inbound));
            return;
          }
          const isStarted = inbound.kind === 'done' && inbound.name === 'start';
          if (isStarted && (inbound.output as Started).kind === 'started')
            orders.push(context(record).draft?.id ?? assert.fail());
          record = outcome.step.record;
          const { trail, spent, draft: now, place } = context(record);
          assert.ok(trail.length <= 12 && spent.length <= 20);
          assertNoLoop([...trail, place]);
          assert.ok(place.at === 'home' ? trail.length === 0 : true);
          if (pathOf(record) === 'create.starting') assert.ok(now);
          if (shownAs(record).startsWith('create.confirm')) assert.ok(now);
          assert.ok(openJobs(record, outputs).length <= 1);
        });
        assert.deepEqual(
          context(record).spent.slice(-orders.length || undefined),
          orders.slice(-20),
        );
        backHome(record);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a draft', () => {
  it('is opened by words anywhere', () => {
    for (const record of listening) {
      if (awaitsWords(record)) continue;
      const taken = told(chart, record, event(text('a cat on a roof', 'new')));
      assert.equal(pathOf(taken.record), 'create.confirm.overview', `from ${pathOf(record)}`);
      assert.equal(context(taken.record).draft?.id, 'new');
      assert.equal(context(taken.record).draft?.description, 'a cat on a roof');
    }
  });

  it('is not opened by words too short or too long, which is said with their length', () => {
    for (const record of listening) {
      if (awaitsWords(record)) continue;
      for (const [said, key, length] of [
        [' a ', 'too-short', 1],
        ['x'.repeat(2001), 'too-long', 2001],
      ] as const) {
        const taken = told(chart, record, event(text(said, 'new')));
        assert.notEqual(context(taken.record).draft?.id, 'new');
        assert.deepEqual(context(taken.record).notice, {
          key,
          args: { length, min: 3, max: 2000 },
        });
        assert.deepEqual(wishes(taken), ['show']);
      }
    }
  });

  it('keeps its choices when it is described anew on its own screens', () => {
    const choice: ChatEvent = { type: 'choose', draftId: 'd1', choice: { count: 4 }, on };
    const pick: ChatEvent = { type: 'pick', draftId: 'd1', what: 'shape', on };
    const described = { ...words, draftId: 'd2' } as ChatEvent;
    for (const way of [
      [words, choice],
      [words, choice, pick],
    ]) {
      const { record } = after(...way, described);
      assert.deepEqual([context(record).draft?.id, context(record).draft?.count], ['d2', 4]);
    }
    const elsewhere = after(words, choice, press('gallery'), described);
    assert.equal(context(elsewhere.record).draft?.count, null);
  });

  it('follows an edit of its message', () => {
    const edit = (said: string): ChatEvent => ({ type: 'edited', text: said, messageId: 10, on });
    const well = after(words, edit('a dog'));
    assert.equal(context(well.record).draft?.description, 'a dog');
    assert.deepEqual(wishes(well), ['show']);
    const badly = after(words, edit('a'));
    assert.equal(context(badly.record).draft?.description, 'a cat on a roof');
    assert.equal(noticeOf(badly), 'too-short');
    assert.deepEqual(wishes(badly), ['show']);
    const away = after(words, press('gallery'), edit('a dog'));
    assert.equal(context(away.record).draft?.description, 'a dog');
    assert.deepEqual(wishes(away), []);
  });

  it('is chosen for from an older screen of it too, and an older draft says that it is gone', () => {
    const pick = (draftId: string): ChatEvent => ({ type: 'pick', draftId, what: 'count', on });
    const choice = (draftId: string): ChatEvent => ({
      type: 'choose',
      draftId,
      choice: { count: 2 },
      on,
    });
    const away = [words, press('gallery')];
    assert.equal(pathOf(after(...away, pick('d1')).record), 'create.confirm.count');
    assert.equal(context(after(...away, choice('d1')).record).draft?.count, 2);
    for (const one of [pick('d0'), choice('d0')]) {
      const taken = after(words, one);
      assert.equal(toastOf(taken), 'draft-gone');
      assert.equal(context(taken.record).draft?.count, null);
    }
  });

  it('is spent once: a second press is answered that it is being made', () => {
    const starting = after(words, make());
    assert.equal(pathOf(starting.record), 'create.starting');
    assert.deepEqual(starting.effects[0]?.input, {
      personId: 'p',
      draft: { ...context(starting.record).draft },
      price: 10,
    });
    const again = told(chart, starting.record, event(make()));
    assert.equal(toastOf(again), 'already-making');
    assert.deepEqual(again.effects, []);
    const making = answer(again, 'start', { kind: 'started' });
    assert.equal(pathOf(making.record), 'create.making');
    const home = told(chart, making.record, event(press('home')));
    const next = told(chart, home.record, event(text('a dog', 'd2')));
    const far = told(chart, next.record, event(press('gallery')));
    for (const { record } of [making, home, next, far]) {
      const second = told(chart, record, event(make()));
      assert.equal(toastOf(second), 'already-making', pathOf(record));
      assert.deepEqual(second.effects, []);
      assert.equal(pathOf(second.record), pathOf(record));
    }
  });

  it('cannot be changed any more while it is being started', () => {
    const starting = after(words, make());
    for (const one of [
      { type: 'pick', draftId: 'd1', what: 'count', on },
      { type: 'choose', draftId: 'd1', choice: { count: 4 }, on },
    ] as const) {
      const taken = told(chart, starting.record, event(one));
      assert.equal(toastOf(taken), 'already-making');
      assert.deepEqual(openJobs(taken.record, outputs), ['start']);
    }
  });

  it('is answered as gone when another took its place, or the record was lost', () => {
    for (const taken of [after(words, text('a dog', 'd2'), make('d1')), after(make('d1'))]) {
      assert.equal(toastOf(taken), 'draft-gone');
      assert.deepEqual(openJobs(taken.record, outputs), []);
    }
  });

  it('is started again under its own id when the person went away before the answer', () => {
    const back = after(words, make(), press('home'), make());
    assert.equal(pathOf(back.record), 'create.starting');
    const order = back.effects[0]?.input as unknown as { draft: Draft } | undefined;
    assert.equal(order?.draft.id, 'd1');
  });

  it('stays when the price has changed, pictures cannot be made or something broke', () => {
    const starting = after(words, make());
    const changed = answer(starting, 'start', { kind: 'changed' });
    assert.equal(pathOf(changed.record), 'create.confirm.overview');
    assert.equal(noticeOf(changed), 'price-changed');
    const broken = told(chart, starting.record, failed(starting.record, 'start'));
    assert.equal(pathOf(broken.record), 'create.confirm.overview');
    assert.equal(noticeOf(broken), 'trouble');
    const outage = answer(starting, 'start', { kind: 'outage' });
    assert.equal(pathOf(outage.record), 'create.outage');
    const watched = told(chart, outage.record, event({ type: 'tellMe', on } as ChatEvent));
    assert.deepEqual(wishes(watched), ['watchOutage', 'show', 'answer']);
    for (const { record } of [changed, broken, outage, watched])
      assert.equal(context(record).draft?.id, 'd1');
  });

  it('waits for coins, and is returned to when a code brings them', () => {
    const short = answer(after(words, make()), 'start', { kind: 'short', needs: 20, has: 5 });
    assert.equal(pathOf(short.record), 'create.short.telling');
    assert.deepEqual(
      { needs: context(short.record).lack?.needs, has: context(short.record).lack?.has },
      { needs: 20, has: 5 },
    );
    const entering = told(chart, short.record, event(press('enterCode')));
    assert.equal(pathOf(entering.record), 'balance.code');
    const redeeming = told(chart, entering.record, event(text('SPRING', 'd2')));
    assert.deepEqual(redeeming.effects[0]?.input, { personId: 'p', code: 'SPRING' });
    const refusedCode = answer(redeeming, 'redeem', { kind: 'expired' });
    assert.equal(pathOf(refusedCode.record), 'balance.code');
    assert.equal(noticeOf(refusedCode), 'promo-expired');
    const again = told(chart, refusedCode.record, event(text('SUMMER', 'd3')));
    const credited = answer(again, 'redeem', { kind: 'credited', coins: 50 });
    assert.equal(pathOf(credited.record), 'create.confirm.overview');
    assert.equal(context(credited.record).draft?.id, 'd1');
    assert.deepEqual(context(credited.record).notice, {
      key: 'promo-credited',
      args: { coins: 50 },
    });
    backHome(credited.record);
  });

  it('is not returned to by a code that was entered for its own sake', () => {
    const entering = after(press('balance'), press('enterCode'), text('SPRING', 'd2'));
    const credited = answer(entering, 'redeem', { kind: 'credited', coins: 50 });
    assert.equal(pathOf(credited.record), 'balance.overview');
  });
});

describe('a chat', () => {
  it('asks the operator for coins once asked to, and says what came of it', () => {
    const short = answer(after(words, make()), 'start', { kind: 'short', needs: 20, has: 5 });
    const asking = told(chart, short.record, event({ type: 'askForCoins', on } as ChatEvent));
    assert.deepEqual(asking.effects[0]?.input, { personId: 'p', needs: 20 });
    assert.equal(noticeOf(answer(asking, 'askForCoins', true)), 'coins-asked');
    const waiting = answer(asking, 'askForCoins', false);
    assert.equal(noticeOf(waiting), 'coins-asked-today');
    const again = told(chart, waiting.record, event({ type: 'askForCoins', on } as ChatEvent));
    assert.equal(toastOf(again), 'coins-asked-today', 'the screen would look the same');
    const toast = after({ type: 'askForCoins', on });
    assert.equal(toastOf(toast), 'out-of-date');
  });

  it('erases a person in two steps, and never at the first', () => {
    const steps = ['myData', 'erase', 'eraseSure', 'eraseYes'] as const;
    const record = steps.reduce<ActorRecord>((now, type) => {
      assert.deepEqual(openJobs(now, outputs), []);
      return told(chart, now, event({ type, on } as ChatEvent)).record;
    }, asleep.record);
    assert.deepEqual(openJobs(record, outputs), ['erase']);
    for (const one of listening) {
      const taken = told(chart, one, event({ type: 'eraseYes', on } as ChatEvent));
      const wasSure = pathOf(one) === 'settings.eraseSure';
      assert.equal(wishes(taken).includes('erase'), wasSure, pathOf(one));
    }
  });

  it('lets nothing stop an erasure under way', () => {
    const erasing = reached.find(isErasing);
    assert.ok(erasing);
    for (const one of eventsOf('d1'))
      assert.deepEqual(wishes(told(chart, erasing, event(one))), ['answer'], JSON.stringify(one));
  });

  it('takes a greeting for a code where a code is awaited', () => {
    const hello = { type: 'unhandled', hint: 'hint-hello', text: 'HELLO', on: 'new' } as const;
    const taken = after(press('enterCode'), hello);
    assert.equal(pathOf(taken.record), 'balance.redeeming');
    assert.deepEqual(taken.effects.at(-1)?.input, { personId: 'p', code: 'HELLO' });
    assert.equal(noticeOf(after(press('enterCode'), { ...hello, text: null })), 'hint-hello');
  });

  it('comes back from an image to the page it was opened from', () => {
    const { record } = after(
      press('balance'),
      { type: 'operations', before: 'o7', on },
      press('gallery'),
      { type: 'image', imageId: 'i3', fresh: false, on },
      press('back'),
    );
    assert.equal(pathOf(record), 'balance.operations');
    assert.deepEqual(context(record).place, { at: 'operations', before: 'o7' });
  });

  it('shows a screen on the message that was pressed', () => {
    const taken = after({ type: 'settings', on: 42 });
    assert.deepEqual(
      taken.effects.map(({ name, input }) => [name, input]),
      [['show', { on: 42 }]],
    );
  });

  it('shows a notice once', () => {
    const hinted = after({ type: 'unhandled', hint: 'hint-voice', text: null, on: 'new' });
    assert.equal(noticeOf(hinted), 'hint-voice');
    assert.equal(noticeOf(told(chart, hinted.record, event(press('home')))), undefined);
  });

  it('greets a new person, and only then', () => {
    assert.equal(pathOf(after({ type: 'start', first: true, on: 'new' }).record), 'home.welcome');
    assert.equal(pathOf(after({ type: 'start', first: false, on: 'new' }).record), 'home.menu');
  });

  it('marks a favourite on its card and on its result', () => {
    const card = after({ type: 'favourite', imageId: 'i1', marked: true, resultId: null, on: 1 });
    assert.deepEqual(wishes(card), ['setFavourite', 'show', 'answer']);
    assert.equal(toastOf(card), 'marked');
    const result = after({ type: 'favourite', imageId: 'i1', marked: false, resultId: 9, on: 1 });
    assert.deepEqual(wishes(result), ['setFavourite', 'refreshResult', 'answer']);
    assert.equal(toastOf(result), 'unmarked');
  });
});
