import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Step } from '../../src/actors/step.ts';
import { back, photo as photoSaid, words } from './chat-said.ts';
import {
  after,
  answer,
  asleep,
  contextAt,
  fail,
  type Given,
  go,
  ignores,
  inputsOf,
  noticeAt,
  pass,
  pathAt,
  placeAt,
  timersOf,
  toastOf,
  trailAt,
  viewAt,
} from './chat-walk.ts';
import { wishes } from './walk.ts';

const home = { type: 'home' } as const;
const open = { type: 'wizard', avatarId: null } as const;
const on = { type: 'wizardOn' } as const;
const photo = (n: number, groupId: string | null = null): Given =>
  photoSaid({
    fileId: `f${n}`,
    fileUniqueId: `u${n}`,
    messageId: 100 + n,
    groupId,
    draftId: `d${n}`,
  });
const album = Array.from({ length: 10 }, (_, n) => photo(n, 'g1'));
const train = { type: 'train', avatarId: 'v1', n: 1, price: 150 } as const;

const opened = (step: 'name' | 'who' | 'photos', before: Step = after(open)) =>
  answer(before, 'openWizard', { draftId: 'v1', step });

const begin = () => answer(after(open), 'openWizard', { draftId: null, step: 'about' });
const about = begin();
const consent = go(about, on);
const agreed = answer(go(consent, { type: 'consent', textVersion: 3 }), 'consent', {
  draftId: 'v1',
});
const named = answer(go(agreed, words(' Anna  Maria ')), 'nameDraft', { kind: 'named' });
const photos = go(named, { type: 'who', who: 'woman' });
const verdict = go(photos, { type: 'photosDone' });
const price = go(verdict, { type: 'toPrice' });
const starting = go(price, train);

describe('the wizard', () => {
  it('leads from what it is to a training', () => {
    const steps = [about, consent, agreed, named, photos, verdict, price, starting];
    assert.deepEqual(steps.map(pathAt), [
      'wizard.about',
      'wizard.consent',
      'wizard.name',
      'wizard.who',
      'wizard.photos',
      'wizard.verdict',
      'wizard.price',
      'wizard.starting',
    ]);
    for (const step of steps) {
      assert.deepEqual(placeAt(step), { at: 'wizard' });
      assert.deepEqual(trailAt(step), ['home']);
    }
  });

  it('writes down what it is told', () => {
    const agreeing = go(consent, { type: 'consent', textVersion: 3 });
    assert.deepEqual(inputsOf(agreeing, 'consent'), [{ personId: 'p', textVersion: 3 }]);
    const naming = go(agreed, words(' Anna  Maria '));
    assert.deepEqual(inputsOf(naming, 'nameAvatar'), [
      { personId: 'p', avatarId: 'v1', name: 'Anna Maria' },
    ]);
    assert.deepEqual(inputsOf(named, 'noteDraft'), [{ avatarId: 'v1', step: 'who' }]);
    assert.deepEqual(inputsOf(photos, 'noteDraft'), [
      { avatarId: 'v1', who: 'woman', step: 'photos' },
    ]);
    const skipped = go(named, { type: 'who', who: null });
    assert.deepEqual(inputsOf(skipped, 'noteDraft'), [
      { avatarId: 'v1', who: null, step: 'photos' },
    ]);
  });

  it('leads Back a step up from each, and from the first to where one came from', () => {
    const way = [price];
    for (let n = 0; n < 6; n++) way.push(go(way.at(-1) ?? price, back));
    assert.deepEqual(way.map(pathAt), [
      'wizard.price',
      'wizard.verdict',
      'wizard.photos',
      'wizard.who',
      'wizard.name',
      'wizard.about',
      'home.menu',
    ]);
    assert.equal(pathAt(go(consent, back)), 'wizard.about');
    const fromBalance = answer(after({ type: 'balance' }, open), 'openWizard', {
      draftId: null,
      step: 'about',
    });
    assert.equal(pathAt(go(fromBalance, back)), 'balance.overview');
  });

  it('leads Back to the step from what lies over it', () => {
    const over: readonly [Step, string][] = [
      [go(photos, { type: 'viewPhotos', photoId: 'p1' }), 'wizard.photos'],
      [go(price, { type: 'pickPreset' }), 'wizard.price'],
      [answer(starting, 'startTraining', { kind: 'short', needs: 150, has: 5 }), 'wizard.price'],
      [answer(starting, 'startTraining', { kind: 'outage' }), 'wizard.price'],
    ];
    for (const [step, path] of over) assert.equal(pathAt(go(step, back)), path, pathAt(step));
    const asked = go(price, { type: 'startOver' });
    assert.equal(pathAt(opened('photos', go(asked, back))), 'wizard.price');
  });

  it('goes on from the draft where that was left', () => {
    for (const step of ['name', 'who', 'photos'] as const) {
      const resumed = opened(step);
      assert.equal(pathAt(resumed), `wizard.${step}`);
      assert.equal(contextAt(resumed).avatars.draftId, 'v1');
    }
    assert.deepEqual(inputsOf(after({ type: 'wizard', avatarId: 'v7' }), 'openWizard'), [
      { personId: 'p', avatarId: 'v7' },
    ]);
    const broken = fail(after(open), 'openWizard');
    assert.deepEqual([pathAt(broken), noticeAt(broken)?.key], ['home.menu', 'trouble']);
    assert.deepEqual(trailAt(broken), []);
  });

  it('comes back by Back to the step that was left, where the draft can be there', () => {
    for (const [left, path] of [
      [photos, 'wizard.photos'],
      [verdict, 'wizard.verdict'],
      [price, 'wizard.price'],
    ] as const) {
      const away = go(left, { type: 'balance' }, back);
      assert.equal(pathAt(away), 'wizard.opening');
      assert.deepEqual(inputsOf(away, 'openWizard'), [{ personId: 'p', avatarId: 'v1' }]);
      assert.equal(pathAt(opened('photos', away)), path);
      const another = answer(away, 'openWizard', { draftId: 'v2', step: 'photos' });
      assert.equal(pathAt(another), 'wizard.photos');
      assert.equal(contextAt(another).avatars.draftId, 'v2');
      assert.equal(pathAt(opened('name', away)), path === 'wizard.photos' ? path : 'wizard.name');
      const gone = answer(away, 'openWizard', { draftId: null, step: 'about' });
      assert.deepEqual([pathAt(gone), contextAt(gone).avatars.draftId], ['wizard.about', null]);
    }
  });

  it('goes on to where the draft has come from a step that was gone back to', () => {
    for (const step of [go(photos, back), go(photos, back, back), go(photos, back, back, back)]) {
      const onward = go(step, on);
      assert.equal(pathAt(onward), 'wizard.opening');
      assert.equal(pathAt(opened('photos', onward)), 'wizard.photos');
    }
  });

  it('keeps the draft when it is left, and says so; without one it says nothing', () => {
    for (const step of [agreed, named, photos, verdict, price])
      for (const type of ['leaveWizard', 'cancel'] as const) {
        const left = go(step, { type });
        assert.deepEqual([pathAt(left), noticeAt(left)?.key], ['home.menu', 'avatar-draft-kept']);
        assert.deepEqual(inputsOf(left, 'dropDraft'), []);
        assert.equal(pathAt(opened('photos', go(left, open))), 'wizard.photos');
      }
    assert.equal(noticeAt(go(about, { type: 'leaveWizard' })), null);
    assert.equal(noticeAt(go(about, { type: 'cancel' }))?.key, 'cancelled');
  });

  it('starts over only after asking', () => {
    const asked = go(price, { type: 'startOver' });
    assert.equal(pathAt(asked), 'wizard.startingOver');
    const over = go(asked, { type: 'startOverSure' });
    assert.deepEqual(inputsOf(over, 'dropDraft'), [{ avatarId: 'v1' }]);
    assert.deepEqual([pathAt(over), contextAt(over).avatars.draftId], ['wizard.about', null]);
    const unasked = go(price, { type: 'startOverSure' });
    assert.deepEqual([pathAt(unasked), toastOf(unasked)], ['wizard.price', 'out-of-date']);
    assert.deepEqual(inputsOf(unasked, 'dropDraft'), []);
  });

  it('says what is wrong with a name, and asks again', () => {
    for (const [name, key] of [
      ['A', 'avatar-name-short'],
      ['x'.repeat(31), 'avatar-name-long'],
    ] as const) {
      const taken = go(agreed, words(name));
      assert.equal(pathAt(taken), 'wizard.name');
      assert.deepEqual(noticeAt(taken), { key, args: { min: 2, max: 30 } });
    }
    const hello: Given = { type: 'unhandled', hint: 'hint-hello', text: 'Hello' };
    assert.deepEqual(inputsOf(go(agreed, hello), 'nameAvatar'), [
      { personId: 'p', avatarId: 'v1', name: 'Hello' },
    ]);
    const sticker: Given = { type: 'unhandled', hint: 'hint-sticker', text: null };
    assert.equal(noticeAt(go(agreed, sticker))?.key, 'hint-sticker');
    const naming = go(agreed, words('Anna'));
    const gone = answer(naming, 'nameDraft', { kind: 'gone' });
    assert.deepEqual([pathAt(gone), noticeAt(gone)?.key], ['wizard.about', 'avatar-draft-gone']);
    const broken = fail(naming, 'nameDraft');
    assert.deepEqual([pathAt(broken), noticeAt(broken)?.key], ['wizard.name', 'trouble']);
  });

  it('asks for words of a voice message, and stays', () => {
    const voice: Given = { type: 'voice', fileId: 'f', seconds: 3, messageId: 9, draftId: 'd' };
    const taken = go(photos, voice);
    assert.deepEqual([pathAt(taken), noticeAt(taken)?.key], ['wizard.photos', 'hint-voice']);
  });

  it('is found by a button of it from anywhere, also when the record was lost', () => {
    const buttons: readonly Given[] = [
      on,
      { type: 'consent', textVersion: 3 },
      { type: 'who', who: 'man' },
      { type: 'viewPhotos', photoId: 'p1' },
      { type: 'removePhoto', photoId: 'p1', nextId: null },
      { type: 'keepPhoto', photoId: 'p1', kept: true },
      { type: 'photosDone' },
      { type: 'toPrice' },
      { type: 'pickPreset' },
      { type: 'preset', preset: 'fast' },
      { type: 'keepPhotos', kept: true },
      { type: 'startOver' },
    ];
    for (const button of buttons)
      for (const step of [after(), go(price, home)]) {
        const taken = go(step, button);
        assert.equal(pathAt(taken), 'wizard.opening', button.type);
        assert.deepEqual(wishes(taken), ['openWizard']);
      }
    const price2 = opened('photos', go(price, home, { type: 'toPrice' }));
    assert.equal(pathAt(price2), 'wizard.price');
    assert.equal(pathAt(opened('name', go(price, home, { type: 'toPrice' }))), 'wizard.name');
  });

  it('lets no button of an older draft skip a step', () => {
    for (const button of [
      { type: 'photosDone' },
      { type: 'toPrice' },
      { type: 'who', who: 'man' },
      { type: 'viewPhotos', photoId: null },
    ] as const) {
      const taken = go(agreed, button);
      assert.equal(pathAt(taken), 'wizard.opening', button.type);
      assert.equal(pathAt(opened('name', taken)).startsWith('wizard.'), true);
      assert.deepEqual(inputsOf(taken, 'noteDraft'), []);
    }
    assert.equal(pathAt(opened('name', go(agreed, { type: 'toPrice' }))), 'wizard.name');
  });
});

describe('photos in the wizard', () => {
  it('of an album at once are each looked at, and shown once when no more come', () => {
    let taken = photos;
    const checked: unknown[] = [];
    const shown: unknown[] = [];
    for (const one of album) {
      taken = go(taken, one);
      checked.push(...inputsOf(taken, 'checkPhoto'));
      shown.push(...inputsOf(taken, 'show'));
      assert.equal(pathAt(taken), 'wizard.gathering');
      assert.equal(viewAt(taken), 'wizard.photos');
      assert.equal(timersOf(taken.record).length, 1);
      assert.deepEqual(
        taken.effects.filter(({ kind }) => kind === 'timer').map(({ delayMs }) => delayMs),
        [2000],
      );
    }
    assert.deepEqual(
      checked,
      album.map((_, n) => ({
        avatarId: 'v1',
        fileId: `f${n}`,
        fileUniqueId: `u${n}`,
        messageId: 100 + n,
        fileType: null,
        bytes: null,
      })),
    );
    assert.deepEqual(shown, []);
    const quiet = pass(taken);
    assert.equal(pathAt(quiet), 'wizard.photos');
    assert.deepEqual(inputsOf(quiet, 'show'), [{ on: 'new' }]);
    assert.deepEqual(timersOf(quiet.record), []);
  });

  it('go to the draft that the person was at, when the record was lost amid them', () => {
    const forgotten = (n: number) => ({ ...photo(n), forId: 'v1' });
    const two = go(asleep, forgotten(1), forgotten(2));
    assert.equal(pathAt(two), 'wizard.gathering');
    assert.deepEqual(contextAt(two).avatars.draftId, 'v1');
    assert.equal(inputsOf(go(asleep, forgotten(1)), 'checkPhoto').length, 1);
    const quiet = pass(two);
    assert.equal(pathAt(quiet), 'wizard.opening');
    const found = answer(quiet, 'openWizard', { draftId: 'v1', step: 'photos' });
    assert.equal(pathAt(found), 'wizard.photos');
    assert.deepEqual(trailAt(found), ['home']);
    assert.equal(pathAt(go(asleep, photo(1))), 'create.looking');
    assert.equal(pathAt(go(after({ type: 'home' }), forgotten(1))), 'create.looking');
  });

  it('that come when the training has begun are no samples', () => {
    const begun = answer(starting, 'startTraining', { kind: 'started' });
    const late = go(begun, photo(1, 'g1'));
    assert.equal(pathAt(late), 'avatars.card');
    assert.equal(noticeAt(late)?.key, 'photo-late');
    assert.ok(ignores(late, photo(2, 'g1')));
    assert.equal(noticeAt(go(late, photo(3)))?.key, 'photo-late');
    assert.equal(pathAt(go(begun, home, photo(1))), 'create.looking');
  });

  it('close the wait of the one before', () => {
    const one = go(photos, photo(1));
    const two = go(one, photo(2));
    const [timer = ''] = timersOf(one.record);
    assert.ok(two.closed.includes(one.record.tickets[timer] ?? ''));
    assert.notEqual(two.record.tickets[timer], one.record.tickets[timer]);
  });

  it('are counted anew where they are shown when one was looked at, and else not', () => {
    const checked = { type: 'photoChecked', avatarId: 'v1', on: 'new' } as const;
    for (const step of [photos, verdict, go(photos, { type: 'viewPhotos', photoId: null })]) {
      const taken = go(step, checked);
      assert.equal(pathAt(taken), pathAt(step));
      assert.deepEqual(inputsOf(taken, 'show'), [{ on: 'living' }]);
    }
    for (const step of [go(photos, photo(1)), agreed, named, price, starting, go(photos, home)])
      assert.ok(ignores(step, checked), pathAt(step));
    assert.ok(ignores(photos, { ...checked, avatarId: 'v2' }));
  });

  it('lead back to the photos from the steps behind them', () => {
    const behind = [
      verdict,
      price,
      go(photos, { type: 'viewPhotos', photoId: null }),
      go(price, { type: 'pickPreset' }),
      go(price, { type: 'startOver' }),
      answer(starting, 'startTraining', { kind: 'short', needs: 150, has: 5 }),
      answer(starting, 'startTraining', { kind: 'outage' }),
    ];
    for (const step of behind) {
      const taken = go(step, photo(1));
      assert.deepEqual(inputsOf(taken, 'checkPhoto').length, 1);
      assert.equal(pathAt(pass(taken)), 'wizard.photos', pathAt(step));
    }
  });

  it('before the name or the choice of who it is are taken, and the step asks on', () => {
    const early = go(agreed, ...album);
    assert.equal(viewAt(early), 'wizard.name');
    const asked = pass(early);
    assert.deepEqual([pathAt(asked), noticeAt(asked)?.key], ['wizard.name', 'avatar-name-needed']);
    assert.deepEqual(inputsOf(asked, 'show'), [{ on: 'new' }]);
    const naming = go(early, words('Anna'));
    assert.equal(pathAt(naming), 'wizard.naming');
    const short = go(early, words('A'));
    assert.deepEqual([pathAt(short), noticeAt(short)?.key], ['wizard.name', 'avatar-name-short']);
    assert.equal(pathAt(go(early, back)), 'wizard.about');
    const who = go(named, photo(1));
    assert.deepEqual([viewAt(who), pathAt(pass(who))], ['wizard.who', 'wizard.who']);
    assert.equal(pathAt(go(who, back)), 'wizard.name');
    assert.equal(pathAt(go(who, { type: 'who', who: null })), 'wizard.photos');
    assert.equal(pathAt(go(photos, photo(1), back)), 'wizard.who');
  });

  it('before there is a draft are not wanted, said once for an album', () => {
    for (const step of [about, consent]) {
      const told = go(step, photo(0, 'g1'));
      assert.equal(pathAt(told), pathAt(step));
      assert.equal(noticeAt(told)?.key, 'photo-not-wanted');
      assert.deepEqual(wishes(told), ['show']);
      assert.ok(ignores(told, photo(1, 'g1')));
      assert.deepEqual(wishes(go(told, photo(2, 'g2'))), ['show']);
      assert.deepEqual(wishes(go(told, photo(3))), ['show']);
    }
  });

  it('while something is worked at are taken without stopping it', () => {
    const working = [go(price, { type: 'balance' }, back), go(agreed, words('Anna')), starting];
    for (const step of working) {
      const taken = go(step, photo(1));
      assert.equal(pathAt(taken), pathAt(step));
      assert.deepEqual(wishes(taken), ['checkPhoto']);
      assert.deepEqual(taken.record.tickets, step.record.tickets);
    }
    const agreeing = go(consent, { type: 'consent', textVersion: 3 });
    const early = go(agreeing, photo(1));
    assert.deepEqual(
      [pathAt(early), noticeAt(early)?.key],
      ['wizard.agreeing', 'photo-not-wanted'],
    );
    assert.deepEqual(early.record.tickets['consent'], agreeing.record.tickets['consent']);
  });

  it('belong to the wizard also on a screen that was opened from it', () => {
    const away = go(photos, { type: 'help' });
    const taken = go(away, photo(1));
    assert.deepEqual([pathAt(taken), placeAt(taken)], ['wizard.gathering', { at: 'wizard' }]);
    assert.deepEqual(trailAt(taken), ['home']);
    assert.equal(inputsOf(taken, 'checkPhoto').length, 1);
    const described = go(photos, words('a cat on a roof'), photo(1));
    assert.equal(pathAt(described), 'create.looking');
    assert.equal(pathAt(go(photos, home, photo(1))), 'create.looking');
  });

  it('wait for their draft to be found where that is not yet known', () => {
    const lost = go(after({ type: 'wizard', avatarId: 'v1' }), { type: 'help' }, photo(1));
    assert.equal(pathAt(lost), 'wizard.gathering');
    const quiet = pass(lost);
    assert.equal(pathAt(quiet), 'wizard.opening');
    assert.equal(pathAt(opened('name', quiet)), 'wizard.name');
  });

  it('are seen one by one, removed for the next one, and kept against a doubt', () => {
    const viewing = go(photos, { type: 'viewPhotos', photoId: 'p2' });
    assert.deepEqual(
      [pathAt(viewing), contextAt(viewing).avatars.photoId],
      ['wizard.viewer', 'p2'],
    );
    const next = go(viewing, { type: 'viewPhotos', photoId: 'p3' });
    assert.deepEqual([pathAt(next), contextAt(next).avatars.photoId], ['wizard.viewer', 'p3']);
    const removed = go(next, { type: 'removePhoto', photoId: 'p3', nextId: 'p4' });
    assert.deepEqual(wishes(removed), ['removePhoto', 'show', 'answer']);
    assert.deepEqual(inputsOf(removed, 'removePhoto'), [{ avatarId: 'v1', photoId: 'p3' }]);
    assert.equal(toastOf(removed), 'photo-removed');
    assert.deepEqual(
      [pathAt(removed), contextAt(removed).avatars.photoId],
      ['wizard.viewer', 'p4'],
    );
    for (const [kept, toast] of [
      [true, 'photo-kept'],
      [false, 'saved'],
    ] as const) {
      const taken = go(photos, { type: 'keepPhoto', photoId: 'p1', kept });
      assert.deepEqual(inputsOf(taken, 'keepPhoto'), [{ avatarId: 'v1', photoId: 'p1', kept }]);
      assert.deepEqual([pathAt(taken), toastOf(taken)], ['wizard.photos', toast]);
    }
  });

  it('are removed and kept while others come in, without a card between them', () => {
    const gathering = go(photos, photo(1));
    for (const button of [
      { type: 'removePhoto', photoId: 'p1', nextId: null },
      { type: 'keepPhoto', photoId: 'p1', kept: true },
    ] as const) {
      const taken = go(gathering, button);
      assert.deepEqual(wishes(taken), [button.type, 'answer']);
      assert.deepEqual(taken.record.tickets, gathering.record.tickets);
    }
  });
});

describe('the price of an avatar', () => {
  it('follows the preset, and remembers whether the photos stay', () => {
    const fast = go(price, { type: 'pickPreset' }, { type: 'preset', preset: 'fast' });
    assert.equal(pathAt(fast), 'wizard.price');
    assert.deepEqual(inputsOf(fast, 'noteDraft'), [{ avatarId: 'v1', preset: 'fast' }]);
    const kept = go(price, { type: 'keepPhotos', kept: true });
    assert.deepEqual(inputsOf(kept, 'noteDraft'), [{ avatarId: 'v1', keepPhotos: true }]);
    assert.deepEqual([pathAt(kept), toastOf(kept)], ['wizard.price', 'saved']);
  });

  it('is paid by the button that names it, once', () => {
    assert.deepEqual(inputsOf(starting, 'startTraining'), [
      { personId: 'p', avatarId: 'v1', n: 1, price: 150 },
    ]);
    const again = go(starting, train);
    assert.equal(toastOf(again), 'already-making');
    assert.deepEqual(again.effects, []);
    const begun = answer(again, 'startTraining', { kind: 'started' });
    assert.equal(pathAt(begun), 'avatars.card');
    assert.deepEqual(placeAt(begun), { at: 'avatars', avatarId: 'v1' });
    assert.equal(noticeAt(begun)?.key, 'avatar-training-begun');
    assert.deepEqual(trailAt(begun), ['home']);
    assert.equal(contextAt(begun).avatars.draftId, null);
    assert.equal(pathAt(go(begun, back)), 'home.menu');
  });

  it('is asked by an old button too, of the avatar that it names', () => {
    const asked = after(train);
    assert.equal(pathAt(asked), 'wizard.starting');
    const begun = answer(asked, 'startTraining', { kind: 'started' });
    assert.deepEqual(placeAt(begun), { at: 'avatars', avatarId: 'v1' });
  });

  it('is told when it cannot be paid, and the draft stays', () => {
    const short = answer(starting, 'startTraining', { kind: 'short', needs: 150, has: 5 });
    assert.equal(pathAt(short), 'wizard.short.telling');
    assert.equal(contextAt(short).lack?.needs, 150);
    const asking = go(short, { type: 'askForCoins' });
    assert.deepEqual(inputsOf(asking, 'askForCoins'), [{ personId: 'p', needs: 150 }]);
    assert.equal(noticeAt(answer(asking, 'askForCoins', true))?.key, 'coins-asked');
    const outage = answer(starting, 'startTraining', { kind: 'outage' });
    assert.deepEqual(wishes(go(outage, { type: 'tellMe' })), ['watchOutage', 'show', 'answer']);
    const changed = answer(starting, 'startTraining', { kind: 'changed' });
    assert.deepEqual([pathAt(changed), noticeAt(changed)?.key], ['wizard.price', 'price-changed']);
    const few = answer(starting, 'startTraining', { kind: 'too-few' });
    assert.equal(pathAt(few), 'wizard.photos');
    assert.deepEqual(noticeAt(few), { key: 'too-few-photos', args: { min: 10 } });
    const broken = fail(starting, 'startTraining');
    assert.deepEqual([pathAt(broken), noticeAt(broken)?.key], ['wizard.price', 'trouble']);
    for (const step of [short, outage, changed, few, broken])
      assert.equal(contextAt(step).avatars.draftId, 'v1');
    const gone = answer(starting, 'startTraining', { kind: 'gone' });
    assert.deepEqual([pathAt(gone), noticeAt(gone)?.key], ['wizard.about', 'avatar-draft-gone']);
  });

  it('is returned to when a code brings the coins', () => {
    const short = answer(starting, 'startTraining', { kind: 'short', needs: 150, has: 5 });
    const redeeming = go(short, { type: 'enterCode' }, words('SPRING'));
    const credited = answer(redeeming, 'redeem', { kind: 'credited', coins: 200 });
    assert.equal(pathAt(credited), 'wizard.opening');
    const returned = opened('photos', credited);
    assert.equal(pathAt(returned), 'wizard.price');
    assert.deepEqual(noticeAt(returned), { key: 'promo-credited', args: { coins: 200 } });
    assert.deepEqual(trailAt(returned), ['home']);
  });
});
