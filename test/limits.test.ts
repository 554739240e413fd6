import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_ALBUMS as ALBUMS_KEPT } from '../db/albums.ts';
import { LEAST_PHOTOS as PHOTOS_TAKEN } from '../db/avatar-photos.ts';
import { LEAST_PHOTOS, MOST_ALBUMS } from '../machines/chat/setup.ts';

// The charts and the tables may not import each other.
test('what the chat says of limits is what the tables hold', () => {
  assert.equal(LEAST_PHOTOS, PHOTOS_TAKEN);
  assert.equal(MOST_ALBUMS, ALBUMS_KEPT);
});
