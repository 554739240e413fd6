import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { back, words } from './chat-said.ts';
import {
  after,
  answer,
  contextAt,
  fail,
  type Given,
  go,
  ignores,
  inputsOf,
  noticeAt,
  pathAt,
  placeAt,
  toastOf,
  trailAt,
} from './chat-walk.ts';
import { wishes } from './walk.ts';

const avatar = (avatarId: string | null): Given => ({ type: 'avatars', avatarId });
const card = after(avatar('a1'));

describe('my avatars', () => {
  it('open at the main one, and lead from one to another as one place', () => {
    const first = after(avatar(null));
    assert.deepEqual(
      [pathAt(first), placeAt(first)],
      ['avatars.card', { at: 'avatars', avatarId: null }],
    );
    const third = go(first, avatar('a2'), avatar('a3'));
    assert.deepEqual(placeAt(third), { at: 'avatars', avatarId: 'a3' });
    assert.deepEqual(trailAt(third), ['home']);
    assert.equal(pathAt(go(third, back)), 'home.menu');
  });

  it('are shown anew while one is trained, until nothing says that it has begun', () => {
    const moved = (isOver: boolean): Given => ({ type: 'avatarMoved', avatarId: 'a1', isOver });
    const renamed = answer(
      go(after({ type: 'renameAvatar', avatarId: 'a1' }), words('Vera')),
      'renameAvatar',
      { kind: 'named' },
    );
    const going = go(renamed, moved(false));
    assert.deepEqual(
      [inputsOf(going, 'show'), noticeAt(going)?.key],
      [[{ on: 'living' }], 'avatar-renamed'],
    );
    const over = go(going, moved(true));
    assert.deepEqual(
      [inputsOf(over, 'show'), noticeAt(over)?.key],
      [[{ on: 'living' }], undefined],
    );
    const renaming = after({ type: 'renameAvatar', avatarId: 'a1' });
    for (const elsewhere of [after(avatar('a2')), renaming, after({ type: 'home' })])
      assert.ok(ignores(elsewhere, moved(true)));
  });

  it('lead to the pictures of one, and Back to its card', () => {
    const pictures = go(
      card,
      { type: 'open', filter: { avatarId: 'a1' } },
      { type: 'image', imageId: 'i2', fresh: false },
    );
    assert.deepEqual(placeAt(pictures), {
      at: 'card',
      filter: { avatarId: 'a1' },
      imageId: 'i2',
    });
    const returned = go(pictures, back);
    assert.deepEqual(
      [pathAt(returned), placeAt(returned)],
      ['avatars.card', { at: 'avatars', avatarId: 'a1' }],
    );
  });

  it('filter the gallery', () => {
    const picking = after({ type: 'gallery' }, { type: 'pickFilter', what: 'avatar' });
    assert.equal(contextAt(picking).gallery.picking, 'avatar');
    const filtered = go(picking, { type: 'filter', change: { avatarId: 'a1' } });
    assert.deepEqual(placeAt(filtered), { at: 'card', filter: { avatarId: 'a1' }, imageId: null });
  });

  it('make one the main one, from anywhere', () => {
    const made = after({ type: 'makeMain', avatarId: 'a2' });
    assert.deepEqual(wishes(made), ['setMainAvatar', 'show', 'answer']);
    assert.deepEqual(inputsOf(made, 'setMainAvatar'), [{ avatarId: 'a2' }]);
    assert.equal(toastOf(made), 'main-avatar');
    assert.deepEqual(placeAt(made), { at: 'avatars', avatarId: 'a2' });
  });

  it('are renamed', () => {
    const renaming = go(card, { type: 'renameAvatar', avatarId: 'a1' });
    assert.equal(pathAt(renaming), 'avatars.renaming');
    assert.equal(pathAt(go(renaming, back)), 'avatars.card');
    assert.deepEqual(noticeAt(go(renaming, words('A'))), {
      key: 'avatar-name-short',
      args: { min: 2, max: 30 },
    });
    assert.equal(noticeAt(go(renaming, words('x'.repeat(31))))?.key, 'avatar-name-long');
    const keeping = go(renaming, words(' Anna '));
    assert.deepEqual(inputsOf(keeping, 'nameAvatar'), [
      { personId: 'p', avatarId: 'a1', name: 'Anna' },
    ]);
    for (const [kind, key] of [
      ['named', 'avatar-renamed'],
      ['gone', 'avatar-gone'],
    ] as const) {
      const answered = answer(keeping, 'renameAvatar', { kind });
      assert.deepEqual([pathAt(answered), noticeAt(answered)?.key], ['avatars.card', key]);
    }
    const broken = fail(keeping, 'renameAvatar');
    assert.deepEqual([pathAt(broken), noticeAt(broken)?.key], ['avatars.renaming', 'trouble']);
    const voice: Given = { type: 'voice', fileId: 'f', seconds: 3, messageId: 9, draftId: 'd' };
    assert.equal(noticeAt(go(renaming, voice))?.key, 'hint-voice');
  });

  it('say that one is gone or not ready, on the screen at hand', () => {
    const gone = go(card, { type: 'avatarGone', notice: 'avatar-gone' });
    assert.deepEqual([pathAt(gone), noticeAt(gone)?.key], ['avatars.card', 'avatar-gone']);
    assert.deepEqual([toastOf(gone), wishes(gone)], ['avatar-gone', ['show', 'answer']]);
    const unready = after({ type: 'gallery' }, { type: 'avatarGone', notice: 'avatar-not-ready' });
    assert.deepEqual(
      [pathAt(unready), noticeAt(unready)?.key],
      ['gallery.card', 'avatar-not-ready'],
    );
  });
});

describe('deleting an avatar', () => {
  const asked = go(card, { type: 'deleteAvatar', avatarId: 'a1' });
  const sure = go(asked, { type: 'deleteAvatarSure', avatarId: 'a1', images: 'delete' });
  const yes = { type: 'deleteAvatarYes', avatarId: 'a1', images: 'delete' } as const;

  it('asks twice, and once what becomes of its pictures', () => {
    assert.deepEqual([pathAt(asked), pathAt(sure)], ['avatars.deleting', 'avatars.deletingSure']);
    assert.equal(contextAt(sure).avatars.images, 'delete');
    for (const step of [asked, sure]) assert.deepEqual(inputsOf(step, 'deleteAvatar'), []);
    const deleted = go(sure, yes);
    assert.deepEqual(inputsOf(deleted, 'deleteAvatar'), [{ avatarId: 'a1', images: 'delete' }]);
    assert.deepEqual(wishes(deleted), ['deleteAvatar', 'show']);
    assert.deepEqual([pathAt(deleted), noticeAt(deleted)?.key], ['avatars.card', 'avatar-deleted']);
    assert.deepEqual(placeAt(deleted), { at: 'avatars', avatarId: null });
    assert.deepEqual(trailAt(deleted), ['home']);
  });

  it('leads Back a step', () => {
    assert.equal(pathAt(go(sure, back)), 'avatars.deleting');
    assert.equal(pathAt(go(sure, back, back)), 'avatars.card');
  });

  it('never follows a button of another avatar, of another choice or of an older screen', () => {
    for (const [step, button] of [
      [asked, { type: 'deleteAvatarSure', avatarId: 'a2', images: 'keep' }],
      [asked, yes],
      [sure, { ...yes, avatarId: 'a2' }],
      [sure, { ...yes, images: 'keep' }],
      [card, yes],
      [after(), yes],
      [after(), { type: 'deleteAvatarSure', avatarId: 'a1', images: 'keep' }],
    ] as const) {
      const taken = go(step, button);
      assert.equal(pathAt(taken), pathAt(step));
      assert.equal(toastOf(taken), 'out-of-date');
      assert.deepEqual(inputsOf(taken, 'deleteAvatar'), []);
    }
  });

  it('forgets the draft that it was', () => {
    const opened = answer(after({ type: 'wizard', avatarId: 'a1' }), 'openWizard', {
      draftId: 'a1',
      step: 'photos',
    });
    const delete1 = [
      { type: 'deleteAvatar', avatarId: 'a1' },
      { type: 'deleteAvatarSure', avatarId: 'a1', images: 'delete' },
      yes,
    ] as const;
    const deleted = go(opened, ...delete1);
    assert.equal(contextAt(deleted).avatars.draftId, null);
    const another = answer(after({ type: 'wizard', avatarId: 'v2' }), 'openWizard', {
      draftId: 'v2',
      step: 'photos',
    });
    assert.equal(contextAt(go(another, ...delete1)).avatars.draftId, 'v2');
  });
});
