import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Draft } from '../../machines/chat/types.ts';
import { outputs } from './chat-events.ts';
import { back, photo as photoSaid, words } from './chat-said.ts';
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
  trailAt,
} from './chat-walk.ts';
import { openJobs, wishes } from './walk.ts';

const photo = (groupId: string | null = null, caption: string | null = null): Given =>
  photoSaid({ groupId, caption });
const voice = (seconds = 7): Given => ({
  type: 'voice',
  fileId: 'f2',
  seconds,
  messageId: 21,
  draftId: 'd6',
  on: 'new',
});
const withAnna = { type: 'createWith', avatarId: 'a1' } as const;
const styles = { type: 'styles', page: 1 } as const;
const winter: Given = { type: 'style', style: 'winter', text: 'In the snow', draftId: 'd2' };
const choose = (choice: Extract<Given, { type: 'choose' }>['choice'], draftId = 'd1'): Given => ({
  type: 'choose',
  draftId,
  choice,
});
const plain: Draft = {
  id: 'd1',
  description: 'a cat on a roof',
  shape: null,
  count: null,
  look: null,
  messageId: 30,
  avatarId: null,
  style: null,
  edit: null,
};
const seen = { kind: 'understood', text: 'a woman at sea' } as const;

describe('a picture with an avatar', () => {
  it('is described, and its draft shows the avatar', () => {
    const asked = after(withAnna);
    assert.deepEqual([pathAt(asked), contextAt(asked).avatars.withId], ['create.describe', 'a1']);
    const described = go(asked, words('a cat on a roof'));
    assert.equal(pathAt(described), 'create.confirm.overview');
    assert.deepEqual(contextAt(described).draft, { ...plain, avatarId: 'a1' });
    assert.equal(contextAt(go(described, back)).avatars.withId, 'a1');
  });

  it('is not what words of their own, or a new description without it, are about', () => {
    for (const way of [
      [withAnna, { type: 'create' }],
      [withAnna, { type: 'home' }],
      [withAnna, { type: 'home' }, styles],
    ] as const)
      assert.equal(contextAt(after(...way)).avatars.withId, null);
    const elsewhere = after(withAnna, { type: 'gallery' }, words('a cat on a roof'));
    assert.equal(contextAt(elsewhere).draft?.avatarId, null);
  });

  it('is chosen and left out on the confirm screen', () => {
    const picking = after(words('a cat on a roof'), {
      type: 'pick',
      draftId: 'd1',
      what: 'avatar',
    });
    assert.equal(pathAt(picking), 'create.confirm.avatar');
    assert.equal(pathAt(go(picking, back)), 'create.confirm.overview');
    const chosen = go(picking, choose({ avatarId: 'a2' }));
    assert.deepEqual(contextAt(chosen).draft, { ...plain, avatarId: 'a2' });
    const anew = go(chosen, words('a dog', 'd3'));
    assert.equal(contextAt(anew).draft?.avatarId, 'a2');
    const alone = go(anew, choose({ avatarId: null }, 'd3'), back);
    assert.deepEqual([pathAt(alone), contextAt(alone).avatars.withId], ['home.menu', null]);
  });

  it('says why it cannot be made, and the draft stays', () => {
    const starting = after(withAnna, words('a cat on a roof'), {
      type: 'make',
      draftId: 'd1',
      price: 10,
    });
    for (const notice of ['avatar-gone', 'avatar-not-ready', 'image-gone'] as const) {
      const told = answer(starting, 'start', { kind: 'gone', notice });
      assert.deepEqual([pathAt(told), noticeAt(told)?.key], ['create.confirm.overview', notice]);
      assert.equal(contextAt(told).draft?.id, 'd1');
    }
  });
});

describe('a ready style', () => {
  it('is a description of its own, with or without an avatar', () => {
    const page = after(withAnna, styles);
    assert.deepEqual([pathAt(page), placeAt(page)], ['create.styles', { at: 'styles', page: 1 }]);
    const next = go(page, { type: 'styles', page: 2 });
    assert.deepEqual(trailAt(next), ['home', 'describe']);
    const styled = go(next, winter);
    assert.deepEqual(contextAt(styled).draft, {
      ...plain,
      id: 'd2',
      description: 'In the snow',
      messageId: null,
      avatarId: 'a1',
      style: 'winter',
    });
    const returned = go(styled, back);
    assert.deepEqual(
      [pathAt(returned), placeAt(returned)],
      ['create.styles', { at: 'styles', page: 2 }],
    );
    assert.equal(pathAt(go(returned, back)), 'create.describe');
    assert.equal(contextAt(after(styles, winter)).draft?.avatarId, null);
  });

  it('gives way to words of one’s own, which keep the avatar', () => {
    const styled = after(withAnna, styles, winter, words('a dog', 'd3'));
    assert.deepEqual(contextAt(styled).draft, {
      ...plain,
      id: 'd3',
      description: 'a dog',
      avatarId: 'a1',
    });
    const typed = after(withAnna, styles, words('a dog', 'd3'));
    assert.equal(contextAt(typed).draft?.avatarId, 'a1');
  });
});

describe('a sample photo', () => {
  it('becomes a description to be confirmed, with its own words first', () => {
    const looking = after(photo(null, 'the same in winter'));
    assert.equal(pathAt(looking), 'create.looking');
    assert.deepEqual(wishes(looking), ['show', 'describeSample']);
    assert.deepEqual(inputsOf(looking, 'describeSample'), [{ personId: 'p', fileId: 'f1' }]);
    const confirming = answer(looking, 'describeSample', seen);
    assert.equal(pathAt(confirming), 'create.confirm.overview');
    assert.deepEqual(contextAt(confirming).draft, {
      ...plain,
      id: 'd5',
      description: 'the same in winter\na woman at sea',
      messageId: 20,
    });
    assert.equal(contextAt(confirming).avatars.pending, null);
    assert.deepEqual(trailAt(confirming), ['home', 'describe']);
  });

  it('is only the first of an album', () => {
    const looking = after(photo('g1'));
    assert.ok(ignores(looking, photo('g1')));
    const confirming = answer(looking, 'describeSample', seen);
    assert.ok(ignores(confirming, photo('g1')));
    assert.ok(ignores(go(confirming, { type: 'gallery' }), photo('g1')));
    assert.equal(pathAt(go(confirming, photo('g2'))), 'create.looking');
    const another = go(looking, photo());
    assert.deepEqual(openJobs(another.record, outputs), ['describeSample']);
    assert.notEqual(
      another.record.tickets['describeSample'],
      looking.record.tickets['describeSample'],
    );
  });

  it('keeps whom the picture is about, where one is described', () => {
    const withHer = answer(after(withAnna, photo()), 'describeSample', seen);
    assert.equal(contextAt(withHer).draft?.avatarId, 'a1');
    const chosen = after(words('a cat on a roof'), choose({ count: 4 }), photo());
    assert.equal(contextAt(answer(chosen, 'describeSample', seen)).draft?.count, 4);
    const elsewhere = after(withAnna, { type: 'gallery' }, photo());
    assert.equal(contextAt(answer(elsewhere, 'describeSample', seen)).draft?.avatarId, null);
  });

  it('that nothing can be made of is said, and words are asked for', () => {
    for (const [output, key] of [
      [{ kind: 'unreadable' }, 'sample-unreadable'],
      [{ kind: 'understood', text: ' ' }, 'sample-unreadable'],
      [{ kind: 'not-configured' }, 'sample-not-configured'],
    ] as const) {
      const told = answer(after(photo()), 'describeSample', output);
      assert.deepEqual([pathAt(told), noticeAt(told)?.key], ['create.describe', key]);
    }
    const broken = fail(after(photo()), 'describeSample');
    assert.deepEqual([pathAt(broken), noticeAt(broken)?.key], ['create.describe', 'trouble']);
  });

  it('is left by Back to where one was', () => {
    const left = after({ type: 'balance' }, photo(), back);
    assert.deepEqual([pathAt(left), openJobs(left.record, outputs)], ['balance.overview', []]);
  });

  it('is as long as a description may be', () => {
    const long = { kind: 'understood', text: 'x'.repeat(5000) } as const;
    const confirming = answer(after(photo()), 'describeSample', long);
    assert.equal(contextAt(confirming).draft?.description.length, 2000);
  });
});

describe('a voice message', () => {
  it('becomes a description to be confirmed', () => {
    const listening = after(voice());
    assert.equal(pathAt(listening), 'create.listening');
    assert.deepEqual(inputsOf(listening, 'hear'), [{ personId: 'p', fileId: 'f2' }]);
    const confirming = answer(listening, 'hear', seen);
    assert.deepEqual(contextAt(confirming).draft, {
      ...plain,
      id: 'd6',
      description: 'a woman at sea',
      messageId: 21,
    });
  });

  it('says how an image shall be changed, where that is asked', () => {
    const editing = after({ type: 'gallery' }, { type: 'editImage', imageId: 'i1' });
    const listening = go(editing, voice());
    assert.deepEqual(
      [pathAt(listening), placeAt(listening)],
      ['create.listening', { at: 'editing', imageId: 'i1' }],
    );
    assert.equal(pathAt(go(listening, back)), 'create.editing');
    const confirming = answer(listening, 'hear', seen);
    assert.deepEqual(contextAt(confirming).draft?.edit, { imageId: 'i1', how: 'change' });
    const unheard = answer(listening, 'hear', { kind: 'unreadable' });
    assert.deepEqual(
      [pathAt(unheard), noticeAt(unheard)?.key],
      ['create.editing', 'voice-unreadable'],
    );
    assert.equal(pathAt(fail(listening, 'hear')), 'create.editing');
  });

  it('is answered by asking for words where some are awaited', () => {
    for (const asking of [
      { type: 'enterCode' },
      { type: 'search' },
      { type: 'newAlbum' },
    ] as const) {
      const told = after(asking, voice());
      assert.equal(pathAt(told), pathAt(after(asking)));
      assert.equal(noticeAt(told)?.key, 'hint-voice');
    }
  });

  it('that cannot be heard is said', () => {
    for (const [kind, key] of [
      ['unreadable', 'voice-unreadable'],
      ['not-configured', 'hint-voice'],
    ] as const) {
      const told = answer(after(voice()), 'hear', { kind });
      assert.deepEqual([pathAt(told), noticeAt(told)?.key], ['create.describe', key]);
    }
    const long = after({ type: 'balance' }, voice(61));
    assert.deepEqual([pathAt(long), noticeAt(long)?.key], ['balance.overview', 'voice-too-long']);
  });
});

describe('changing an image', () => {
  const card = after(
    { type: 'gallery' },
    { type: 'filter', change: { look: 'flux' } },
    { type: 'image', imageId: 'i1', fresh: false },
  );
  const edits = go(card, { type: 'edits', imageId: 'i1' });

  it('is offered over its card or its details, under the same filter', () => {
    assert.deepEqual(placeAt(edits), { at: 'edits', filter: { look: 'flux' }, imageId: 'i1' });
    assert.equal(pathAt(go(edits, back)), 'gallery.card');
    const details = go(card, { type: 'details', imageId: 'i1' }, { type: 'edits', imageId: 'i1' });
    assert.deepEqual(trailAt(details), ['home', 'card', 'details']);
    assert.equal(pathAt(go(details, back)), 'gallery.details');
    const result = after({ type: 'edits', imageId: 'i9', on: 'new' });
    assert.deepEqual(placeAt(result), { at: 'edits', filter: {}, imageId: 'i9' });
    assert.equal(pathAt(go(result, back)), 'home.menu');
  });

  it('is asked for in words, confirmed, and led Back from step by step', () => {
    const editing = go(edits, { type: 'editImage', imageId: 'i1' });
    assert.deepEqual(
      [pathAt(editing), placeAt(editing)],
      ['create.editing', { at: 'editing', imageId: 'i1' }],
    );
    const short = go(editing, words('a'));
    assert.deepEqual([pathAt(short), noticeAt(short)?.key], ['create.editing', 'too-short']);
    const confirming = go(editing, words('make it snow'));
    assert.deepEqual(contextAt(confirming).draft, {
      ...plain,
      description: 'make it snow',
      edit: { imageId: 'i1', how: 'change' },
    });
    assert.deepEqual(trailAt(confirming), ['home', 'card', 'edits', 'editing']);
    const paths = [back, back, back, back].map((_, n) =>
      pathAt(go(confirming, ...Array.from({ length: n + 1 }, () => back))),
    );
    assert.deepEqual(paths, ['create.editing', 'gallery.edits', 'gallery.card', 'home.menu']);
  });

  it('in other words is a change of the same image', () => {
    const again = go(
      edits,
      { type: 'editImage', imageId: 'i1' },
      words('make it snow'),
      words('make it rain', 'd3'),
    );
    assert.deepEqual(contextAt(again).draft?.edit, { imageId: 'i1', how: 'change' });
  });

  it('by a button, or by a reply, is confirmed too; words of one’s own make a new picture', () => {
    const draft: Draft = { ...plain, look: 'upscaler', edit: { imageId: 'i1', how: 'upscale' } };
    const confirming = go(edits, { type: 'editBy', draft });
    assert.deepEqual(
      [pathAt(confirming), contextAt(confirming).draft],
      ['create.confirm.overview', draft],
    );
    const other = go(confirming, words('a dog', 'd3'));
    assert.deepEqual(contextAt(other).draft, { ...plain, id: 'd3', description: 'a dog' });
  });
});
