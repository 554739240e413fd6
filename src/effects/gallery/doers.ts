import { deleteAlbum, nameAlbum, putInAlbum } from '../../../db/albums.ts';
import { setFavourite } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import { restoreImages, trashImages } from '../../../db/trash.ts';
import type { Named } from '../../../machines/chat/types.ts';
import type { Work } from '../../actors/doers.ts';
import { createAsPerson } from '../as-person.ts';
import type { Reach } from '../reach.ts';
import { createSendDownload, type DownloadNeeds } from './download.ts';
import { createPurge, type PurgeNeeds } from './purge.ts';
import { createSendShare, type ShareNeeds } from './share.ts';

export interface GalleryDoersNeeds extends DownloadNeeds, ShareNeeds, PurgeNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly now: () => number;
  readonly newId: () => string;
}

type Images = { readonly imageIds: readonly string[] };

interface Naming extends Images {
  readonly personId: string;
  readonly albumId: string | null;
  readonly name: string;
}

/** What a person does with the images of their gallery. What is another's stays as it is. */
export function createGalleryDoers(needs: GalleryDoersNeeds) {
  const { db, reach, now, newId } = needs;
  const purge = createPurge(needs);

  const asPerson = createAsPerson(reach);

  return {
    jobs: {
      nameAlbum: ({ name: title, ...naming }: Naming, { effectId }: Work): Promise<Named> =>
        nameAlbum(db, { ...naming, title, now: now(), newId, request: effectId }),
    },
    commands: {
      setFavourite: asPerson((id, { imageIds, marked }: Images & { readonly marked: boolean }) =>
        setFavourite(db, id, imageIds, marked, now()),
      ),
      trashImages: asPerson((id, { imageIds }: Images) => trashImages(db, id, imageIds, now())),
      restoreImages: asPerson((id, { imageIds }: Images) => restoreImages(db, id, imageIds)),
      purgeImage: asPerson((id, { imageId }: { readonly imageId: string }) =>
        purge.one(id, imageId),
      ),
      emptyTrash: asPerson((id, { until }: { readonly until: number }) => purge.all(id, until)),
      putInAlbum: asPerson(
        (
          id,
          {
            albumId,
            imageIds,
            added,
          }: Images & { readonly albumId: string; readonly added: boolean },
        ) => putInAlbum(db, id, albumId, imageIds, added),
      ),
      deleteAlbum: asPerson((id, { albumId }: { readonly albumId: string }) =>
        deleteAlbum(db, id, albumId),
      ),
      sendDownload: createSendDownload(needs),
      sendShare: createSendShare(needs),
    },
  };
}
