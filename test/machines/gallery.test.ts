import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Filter, FilterChange } from '../../machines/chat/gallery/filter.ts';
import { changed, isSameFilter } from '../../machines/chat/gallery/filter.ts';
import type { ChatContext, ChatEvent, Named, Place } from '../../machines/chat/types.ts';
import { statePath } from '../../machines/state-path.ts';
import type { ActorRecord } from '../../src/actors/record.ts';
import type { Step } from '../../src/actors/step.ts';
import { charts } from '../../src/main/charts.ts';
import { beginAt, contextOf, done, event, stateOf, told, wishes } from './walk.ts';

const chart = charts.chat;
const on = 'living';

type Given = ChatEvent extends infer E ? (E extends ChatEvent ? Omit<E, 'on'> : never) : never;

const tell = (record: ActorRecord, one: Given) =>
  told(chart, record, event({ on, ...one } as ChatEvent));

const asleep = beginAt(chart, { personId: 'p' });

const after = (...some: readonly Given[]): Step =>
  some.reduce<Step>((taken, one) => tell(taken.record, one), asleep);

const pathOf = ({ record }: Step) => statePath(stateOf(record));
const contextAt = ({ record }: Step) => contextOf<ChatContext>(record);
const placeOf = (taken: Step): Place => contextAt(taken).place;
const trailOf = (taken: Step) => contextAt(taken).trail.map(({ at }) => at);
const noticeOf = (taken: Step) => contextAt(taken).notice;
const toastOf = ({ replies }: Step) => (replies[0]?.params as { text?: string } | undefined)?.text;
const inputOf = ({ effects }: Step, name: string) =>
  effects.find((effect) => effect.name === name)?.input;

const named = (taken: Step, output: Named) =>
  told(chart, taken.record, done(taken.record, 'nameAlbum', output));

const back = { type: 'back' } as const;
const gallery = { type: 'gallery' } as const;
const image = (imageId: string) => ({ type: 'image', imageId, fresh: false }) as const;
const grid = (imageId: string | null = null) => ({ type: 'grid', imageId }) as const;
const details = (imageId: string) => ({ type: 'details', imageId }) as const;
const filter = (change: FilterChange) => ({ type: 'filter', change }) as const;
const words = (text: string): Given => ({ type: 'text', text, messageId: 1, draftId: 'd' });
const mark = (imageId: string, marked = true) => ({ type: 'mark', imageId, marked }) as const;

describe('a filter', () => {
  it('is the same whatever the order in which it was put together', () => {
    const change: fc.Arbitrary<FilterChange> = fc.record(
      {
        look: fc.constantFrom('a', 'b', null),
        shape: fc.constantFrom('1:1' as const, '3:4' as const, null),
        favourites: fc.constantFrom(true as const, null),
        words: fc.constantFrom('cat', null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const one = changes.reduce<Filter>(changed, {});
        const values = Object.entries(one).toReversed();
        assert.ok(isSameFilter(one, Object.fromEntries(values)));
        assert.ok(Object.values(one).every((value) => value !== null));
      }),
    );
  });
});

describe('the gallery', () => {
  it('opens whole from home, whatever was filtered before', () => {
    const before = after(gallery, filter({ look: 'flux' }), image('i3'));
    assert.deepEqual(placeOf(before), { at: 'card', filter: { look: 'flux' }, imageId: 'i3' });
    const again = tell(tell(before.record, { type: 'home' }).record, gallery);
    assert.deepEqual(placeOf(again), { at: 'card', filter: {}, imageId: null });
  });

  it('opens a part, and Back returns to where it was opened from, as it was', () => {
    const favourites = { type: 'open', filter: { favourites: true } } as const;
    const opened = after(gallery, filter({ shape: '1:1' }), image('i3'), favourites, image('i7'));
    assert.deepEqual(placeOf(opened), { at: 'card', filter: { favourites: true }, imageId: 'i7' });
    const returned = tell(opened.record, back);
    assert.deepEqual(placeOf(returned), { at: 'card', filter: { shape: '1:1' }, imageId: 'i3' });
    assert.equal(pathOf(tell(returned.record, back)), 'home.menu');
    const fromStatistics = after({ type: 'statistics' }, favourites, back);
    assert.equal(pathOf(fromStatistics), 'gallery.statistics');
    const fromAlbum = after(
      { type: 'album', albumId: 'a1' },
      { type: 'open', filter: { albumId: 'a1' } },
      image('i1'),
      back,
    );
    assert.deepEqual(placeOf(fromAlbum), { at: 'album', albumId: 'a1' });
  });

  it('keeps filter and image between grid, card, details and filters', () => {
    const filtered = after(gallery, filter({ look: 'flux' }));
    const there = [
      image('i5'),
      details('i5'),
      back,
      grid('i5'),
      image('i6'),
      { type: 'filters', imageId: 'i6' },
      back,
    ] as const;
    let taken = filtered;
    for (const one of there) {
      taken = tell(taken.record, one);
      const place = placeOf(taken);
      assert.ok('filter' in place);
      assert.deepEqual(place.filter, { look: 'flux' });
    }
    assert.deepEqual(placeOf(taken), { at: 'card', filter: { look: 'flux' }, imageId: 'i6' });
  });

  it('leads Back from details to the card, to the grid, to where it was opened', () => {
    const taken = after({ type: 'balance' }, gallery, grid(), image('i5'), details('i5'));
    assert.deepEqual(trailOf(taken), ['home', 'balance', 'grid', 'card']);
    const card = tell(taken.record, back);
    assert.equal(pathOf(card), 'gallery.card');
    const page = tell(tell(card.record, image('i9')).record, back);
    assert.deepEqual(placeOf(page), { at: 'grid', filter: {}, imageId: 'i9' });
    assert.equal(pathOf(page), 'gallery.grid');
    assert.equal(pathOf(tell(page.record, back)), 'balance.overview');
  });

  it('does not grow its way back by going to and fro', () => {
    let taken = after(gallery);
    for (let n = 0; n < 20; n++) {
      taken = tell(taken.record, grid(`i${n}`));
      taken = tell(taken.record, image(`i${n}`));
    }
    assert.deepEqual(trailOf(taken), ['home', 'grid']);
  });

  it('opens an image of a result without a filter', () => {
    const taken = after(gallery, filter({ look: 'flux' }), {
      type: 'image',
      imageId: 'i1',
      fresh: true,
    });
    assert.deepEqual(placeOf(taken), { at: 'card', filter: {}, imageId: 'i1' });
    assert.deepEqual(placeOf(tell(taken.record, back)), {
      at: 'card',
      filter: { look: 'flux' },
      imageId: null,
    });
  });

  it('says that an image is gone, and stays where it was', () => {
    const there = after(gallery, filter({ look: 'flux' }), image('i3'), {
      type: 'image',
      imageId: null,
      fresh: false,
    });
    assert.equal(pathOf(there), 'gallery.card');
    assert.equal(noticeOf(there)?.key, 'image-gone');
    assert.equal(toastOf(there), 'image-gone');
    assert.deepEqual(placeOf(there), { at: 'card', filter: { look: 'flux' }, imageId: 'i3' });
    const elsewhere = after({ type: 'image', imageId: null, fresh: false });
    assert.deepEqual(placeOf(elsewhere), { at: 'card', filter: {}, imageId: null });
  });

  it('stays with an image whose mark changes, though newer ones arrive', () => {
    const favourite = { type: 'favourite', imageId: 'i1', marked: true, resultId: null } as const;
    const taken = after(gallery, favourite);
    assert.deepEqual(wishes(taken), ['setFavourite', 'show', 'answer']);
    assert.deepEqual(inputOf(taken, 'setFavourite'), { imageIds: ['i1'], marked: true });
    assert.deepEqual(placeOf(taken), { at: 'card', filter: {}, imageId: 'i1' });
  });
});

describe("the gallery's filters", () => {
  it('lead from a chosen value back to the card or the grid, with the image kept', () => {
    const fromCard = after(
      gallery,
      { type: 'filters', imageId: 'i4' },
      { type: 'pickFilter', what: 'look' },
      filter({ look: 'flux' }),
    );
    assert.equal(pathOf(fromCard), 'gallery.card');
    assert.deepEqual(placeOf(fromCard), { at: 'card', filter: { look: 'flux' }, imageId: 'i4' });
    const fromGrid = after(gallery, grid('i4'), filter({ favourites: true }));
    assert.equal(pathOf(fromGrid), 'gallery.grid');
    assert.deepEqual(placeOf(fromGrid), {
      at: 'grid',
      filter: { favourites: true },
      imageId: 'i4',
    });
  });

  it('are cleared one by one or all at once, on their own screen', () => {
    const both = after(gallery, filter({ look: 'flux' }), filter({ shape: '1:1' }), {
      type: 'filters',
      imageId: 'i1',
    });
    const one = tell(both.record, filter({ look: null }));
    assert.equal(pathOf(one), 'gallery.filters');
    assert.deepEqual(placeOf(one), { at: 'card', filter: { shape: '1:1' }, imageId: 'i1' });
    const none = tell(both.record, { type: 'clearFilters' });
    assert.equal(pathOf(none), 'gallery.filters');
    assert.deepEqual(placeOf(none), { at: 'card', filter: {}, imageId: 'i1' });
  });

  it('hold for the grid that a card was opened from', () => {
    const taken = after(gallery, grid(), image('i2'), filter({ look: 'flux' }), back);
    assert.deepEqual(placeOf(taken), { at: 'grid', filter: { look: 'flux' }, imageId: 'i2' });
  });

  it('ask for a range day by day', () => {
    const asked = after(
      gallery,
      { type: 'pickFilter', what: 'time' },
      { type: 'calendar', month: '2026-05', from: '2026-05-03' },
    );
    assert.equal(pathOf(asked), 'gallery.calendar');
    const { month, from } = contextAt(asked).gallery;
    assert.deepEqual([month, from], ['2026-05', '2026-05-03']);
    assert.equal(pathOf(tell(asked.record, back)), 'gallery.picking');
    assert.equal(contextAt(tell(asked.record, back)).gallery.picking, 'time');
  });
});

describe("the gallery's search", () => {
  const searching = after(gallery, grid('i2'), { type: 'search' });

  it('takes the next words, and a greeting too', () => {
    for (const said of [
      words('  red cat '),
      { type: 'unhandled', hint: 'hint-hello', text: 'red cat' } as const,
    ]) {
      const found = tell(searching.record, said);
      assert.equal(pathOf(found), 'gallery.grid');
      assert.deepEqual(placeOf(found), { at: 'grid', filter: { words: 'red cat' }, imageId: 'i2' });
    }
  });

  it('asks again when there are no words', () => {
    const nothing = tell(searching.record, words('   '));
    assert.equal(pathOf(nothing), 'gallery.search');
    assert.equal(noticeOf(nothing)?.key, 'search-empty');
    const sticker = { type: 'unhandled', hint: 'hint-sticker', text: null } as const;
    assert.equal(noticeOf(tell(searching.record, sticker))?.key, 'hint-sticker');
  });

  it('begins anew by command, or asks where the command has no words', () => {
    const found = after(gallery, filter({ look: 'flux' }), { type: 'find', words: 'fox' });
    assert.deepEqual(placeOf(found), { at: 'card', filter: { words: 'fox' }, imageId: null });
    assert.equal(pathOf(after({ type: 'find', words: ' ' })), 'gallery.search');
  });

  it('takes a hundred characters at most', () => {
    const place = placeOf(tell(searching.record, words('x'.repeat(2000))));
    assert.equal('filter' in place && place.filter.words?.length, 100);
  });
});

describe('a deletion', () => {
  const sure = { type: 'deleteSure', imageId: 'i1' } as const;

  it('asks first, moves to the trash, and is undone by one press', () => {
    const asked = after(gallery, image('i1'), details('i1'), { type: 'delete', imageId: 'i1' });
    assert.equal(pathOf(asked), 'gallery.deleting');
    assert.equal(pathOf(tell(asked.record, back)), 'gallery.details');
    const deleted = tell(asked.record, sure);
    assert.deepEqual(wishes(deleted), ['trashImages', 'show']);
    assert.deepEqual(inputOf(deleted, 'trashImages'), { imageIds: ['i1'] });
    assert.equal(noticeOf(deleted)?.key, 'image-trashed');
    assert.deepEqual(placeOf(deleted), { at: 'card', filter: {}, imageId: 'i1' });
    assert.deepEqual(trailOf(deleted), ['home']);
    const undone = tell(deleted.record, { type: 'undo' });
    assert.deepEqual(inputOf(undone, 'restoreImages'), { imageIds: ['i1'] });
    assert.deepEqual(noticeOf(undone), { key: 'image-restored', args: { pictures: 1 } });
    assert.deepEqual(placeOf(undone), { at: 'card', filter: {}, imageId: 'i1' });
    assert.equal(toastOf(tell(undone.record, { type: 'undo' })), 'out-of-date');
  });

  it('cannot be undone by a press after another event', () => {
    const later = after(gallery, { type: 'delete', imageId: 'i1' }, sure, image('i2'));
    assert.equal(toastOf(tell(later.record, { type: 'undo' })), 'out-of-date');
  });

  it('does nothing without the question', () => {
    assert.deepEqual(wishes(after(gallery, sure)), ['show', 'answer']);
  });
});

describe('several at once', () => {
  const marking = after(gallery, grid('i1'), { type: 'marking' });
  const marked = ['i1', 'i2', 'i1'].reduce((taken, id) => tell(taken.record, mark(id)), marking);

  it('are marked once each, over pages, and unmarked', () => {
    assert.deepEqual(contextAt(marked).gallery.marked, ['i2', 'i1']);
    const page = tell(marked.record, grid('i20'));
    assert.equal(pathOf(page), 'gallery.marking');
    assert.deepEqual(contextAt(page).gallery.marked, ['i2', 'i1']);
    const one = tell(page.record, mark('i2', false));
    assert.deepEqual(contextAt(one).gallery.marked, ['i1']);
    assert.deepEqual(contextAt(tell(one.record, { type: 'markNone' })).gallery.marked, []);
    assert.deepEqual(contextAt(tell(one.record, back)).gallery.marked, []);
  });

  it('are at most fifty', () => {
    let taken = marking;
    for (let n = 0; n < 50; n++) taken = tell(taken.record, mark(`i${n}`));
    const more = tell(taken.record, mark('one more'));
    assert.equal(toastOf(more), 'too-many-marked');
    assert.equal(contextAt(more).gallery.marked.length, 50);
    assert.equal(contextAt(tell(more.record, mark('i3', false))).gallery.marked.length, 49);
  });

  it('become favourites, go to the trash and come back, or are sent', () => {
    const favourites = tell(marked.record, { type: 'favouriteMarked' });
    assert.deepEqual(inputOf(favourites, 'setFavourite'), { imageIds: ['i2', 'i1'], marked: true });
    assert.deepEqual(noticeOf(favourites), { key: 'images-marked', args: { pictures: 2 } });
    const sent = tell(marked.record, { type: 'downloadMarked' });
    assert.deepEqual(inputOf(sent, 'sendDownload'), { imageIds: ['i2', 'i1'] });
    assert.equal(toastOf(sent), 'sending-download');
    const asked = tell(marked.record, { type: 'deleteMarked' });
    assert.equal(pathOf(tell(asked.record, back)), 'gallery.marking');
    const deleted = tell(asked.record, { type: 'deleteMarkedSure' });
    assert.deepEqual(inputOf(deleted, 'trashImages'), { imageIds: ['i2', 'i1'] });
    assert.deepEqual(noticeOf(deleted), { key: 'images-trashed', args: { pictures: 2 } });
    const undone = tell(deleted.record, { type: 'undo' });
    assert.deepEqual(inputOf(undone, 'restoreImages'), { imageIds: ['i2', 'i1'] });
    for (const taken of [favourites, sent, deleted, undone])
      assert.equal(pathOf(taken), 'gallery.grid');
  });

  it('need a mark', () => {
    for (const type of ['favouriteMarked', 'downloadMarked', 'deleteMarked'] as const) {
      const taken = tell(marking.record, { type });
      assert.equal(toastOf(taken), 'nothing-marked');
      assert.equal(pathOf(taken), 'gallery.marking');
    }
    const adding = tell(marking.record, { type: 'addTo', imageId: null, page: 0 });
    assert.equal(toastOf(adding), 'nothing-marked');
  });

  it('go into albums, also into one made for them', () => {
    const adding = tell(marked.record, { type: 'addTo', imageId: null, page: 0 });
    const put = tell(adding.record, {
      type: 'inAlbum',
      albumId: 'a1',
      imageId: null,
      added: true,
    });
    assert.deepEqual(inputOf(put, 'putInAlbum'), {
      albumId: 'a1',
      imageIds: ['i2', 'i1'],
      added: true,
    });
    assert.equal(toastOf(put), 'added-to-album');
    assert.equal(pathOf(tell(put.record, back)), 'gallery.marking');
    const naming = tell(put.record, { type: 'newAlbum' });
    const keeping = tell(naming.record, words(' Summer   2026 '));
    assert.deepEqual(inputOf(keeping, 'nameAlbum'), {
      personId: 'p',
      albumId: null,
      name: 'Summer 2026',
      imageIds: ['i2', 'i1'],
    });
    const made = named(keeping, { kind: 'named', albumId: 'a2' });
    assert.equal(pathOf(made), 'gallery.adding');
    assert.equal(noticeOf(made)?.key, 'album-made');
  });
});

describe('albums', () => {
  it('are made, opened, renamed and deleted, and lead back to where they were opened', () => {
    const naming = after(gallery, { type: 'albums', page: 0 }, { type: 'newAlbum' });
    assert.equal(pathOf(tell(naming.record, back)), 'gallery.albums');
    const made = named(tell(naming.record, words('Summer')), { kind: 'named', albumId: 'a1' });
    assert.deepEqual(placeOf(made), { at: 'album', albumId: 'a1' });
    assert.deepEqual(trailOf(made), ['home', 'card', 'albums']);
    const renaming = tell(made.record, { type: 'renameAlbum', albumId: 'a1' });
    assert.equal(pathOf(tell(renaming.record, back)), 'gallery.album');
    const renamed = named(tell(renaming.record, words('Autumn')), { kind: 'named', albumId: 'a1' });
    assert.deepEqual([pathOf(renamed), noticeOf(renamed)?.key], ['gallery.album', 'album-renamed']);
    const asked = tell(renamed.record, { type: 'deleteAlbum', albumId: 'a1' });
    assert.equal(pathOf(tell(asked.record, back)), 'gallery.album');
    const deleted = tell(asked.record, { type: 'deleteAlbumSure', albumId: 'a1' });
    assert.deepEqual(inputOf(deleted, 'deleteAlbum'), { albumId: 'a1' });
    assert.deepEqual([pathOf(deleted), trailOf(deleted)], ['gallery.albums', ['home', 'card']]);
  });

  it('say what is wrong with a name, and ask again', () => {
    const naming = after({ type: 'newAlbum' });
    for (const name of [' ', 'x'.repeat(41)]) {
      const taken = tell(naming.record, words(name));
      assert.equal(pathOf(taken), 'gallery.naming');
      assert.deepEqual(noticeOf(taken), { key: 'album-name-long', args: { max: 40 } });
    }
    const keeping = tell(naming.record, words('Summer'));
    for (const [kind, key, path] of [
      ['taken', 'album-name-taken', 'gallery.naming'],
      ['too-many', 'too-many-albums', 'gallery.albums'],
      ['gone', 'album-gone', 'gallery.albums'],
    ] as const) {
      const answered = named(keeping, { kind });
      assert.deepEqual([noticeOf(answered)?.key, pathOf(answered)], [key, path]);
    }
  });

  it('take one image in and out from its details', () => {
    const adding = after(gallery, details('i1'), { type: 'addTo', imageId: 'i1', page: 0 });
    assert.deepEqual(contextAt(adding).gallery.adding, ['i1']);
    const out = tell(adding.record, {
      type: 'inAlbum',
      albumId: 'a1',
      imageId: 'i1',
      added: false,
    });
    assert.deepEqual(wishes(out), ['putInAlbum', 'show', 'answer']);
    assert.equal(pathOf(tell(out.record, back)), 'gallery.details');
  });
});

describe('the trash', () => {
  it('brings back, and deletes for good only after asking', () => {
    const looking = after(gallery, { type: 'trash', imageId: 'i1' });
    const restored = tell(looking.record, { type: 'restore', imageId: 'i1' });
    assert.deepEqual(wishes(restored), ['restoreImages', 'show']);
    assert.deepEqual(placeOf(restored), { at: 'trash', imageId: 'i1' });
    assert.deepEqual(wishes(tell(looking.record, { type: 'purgeSure', imageId: 'i1' })), [
      'show',
      'answer',
    ]);
    const asked = tell(looking.record, { type: 'purge', imageId: 'i1' });
    assert.equal(pathOf(tell(asked.record, back)), 'gallery.trash');
    const purged = tell(asked.record, { type: 'purgeSure', imageId: 'i1' });
    assert.deepEqual(wishes(purged), ['purgeImage', 'show']);
    const emptying = tell(purged.record, { type: 'emptyTrash' });
    assert.deepEqual(wishes(emptying), ['show']);
    const emptied = tell(emptying.record, { type: 'emptyTrashSure', until: 7 });
    assert.deepEqual(wishes(emptied), ['emptyTrash', 'show']);
    assert.deepEqual(trailOf(emptied), ['home', 'card']);
  });
});

describe('a shared link', () => {
  it('opens the confirm screen with the same description, or says that it leads nowhere', () => {
    const draft = {
      id: 'd9',
      description: 'a fox',
      shape: '1:1',
      count: 1,
      look: 'flux',
      messageId: null,
      avatarId: null,
      style: null,
      edit: null,
    } as const;
    const opened = after({ type: 'shared', draft });
    assert.equal(pathOf(opened), 'create.confirm.overview');
    assert.equal(noticeOf(opened)?.key, 'shared-with-you');
    assert.equal(pathOf(tell(opened.record, back)), 'home.menu');
    const gone = after({ type: 'shared', draft: null });
    assert.deepEqual([pathOf(gone), noticeOf(gone)?.key], ['home.menu', 'share-gone']);
  });

  it('is sent without leaving the screen', () => {
    const sent = after(gallery, { type: 'share', imageId: 'i1' });
    assert.deepEqual(wishes(sent), ['sendShare', 'answer']);
  });
});
