import { createHash } from 'node:crypto';
import { badRequest } from './errors.ts';
import { measurePhoto, photoSides, renderPhoto, scale } from './images.ts';
import type { DocumentRef, FileRef, PhotoSize, StickerRef, VoiceRef } from './types.ts';

export type FileType = 'Photo' | 'Document' | 'Voice' | 'Sticker';

/** What somebody uploads. */
export type Upload = {
  bytes: Uint8Array;
  name: string;
  mime: string;
  /** Seconds, of a voice message. */
  duration?: number;
};

type Kept = {
  type: FileType;
  path: string;
  upload: Upload;
  /** Longest side of this photo size. */
  side?: number;
  /** What a message carries when this file is sent. */
  media: Media;
};

export type Media =
  | { photo: PhotoSize[] }
  | { document: DocumentRef }
  | { voice: VoiceRef }
  | { sticker: StickerRef };

export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

const FOLDERS: Record<FileType, string> = {
  Photo: 'photos',
  Document: 'documents',
  Voice: 'voice',
  Sticker: 'stickers',
};

/** How the ids of each type begin at Telegram. */
const PREFIXES: Record<FileType, string> = {
  Photo: 'AgACAgIAAxkBAAI',
  Document: 'BQACAgIAAxkBAAI',
  Voice: 'AwACAgIAAxkBAAI',
  Sticker: 'CAACAgIAAxkBAAI',
};

const digest = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
};

function extension({ name, mime }: Upload): string {
  return /\.\w{1,8}$/.exec(name)?.[0] ?? `.${mime.split('/')[1]?.replace(/\W.*/, '') ?? 'bin'}`;
}

/** Files by id: an id belongs to one bot and one type and is the same for the same bytes. */
export function createFiles(token: string) {
  const byId = new Map<string, Kept>();
  const byPath = new Map<string, Kept>();
  const counts: Record<FileType, number> = { Photo: 0, Document: 0, Voice: 0, Sticker: 0 };

  function refer(type: FileType, upload: Upload, variant: string) {
    const content = digest(upload.bytes);
    return {
      file_id: PREFIXES[type] + digest(token, type, content, upload.name, variant),
      file_unique_id: `AQAD${digest(type, content, variant).slice(0, 12)}`,
    };
  }

  function keep(id: string, kept: Omit<Kept, 'path'>, ending: string) {
    if (byId.has(id)) return;
    counts[kept.type] += 1;
    const path = `${FOLDERS[kept.type]}/file_${counts[kept.type]}${ending}`;
    const file = { ...kept, path };
    byId.set(id, file);
    byPath.set(path, file);
  }

  async function addPhoto(upload: Upload): Promise<Media> {
    const size = upload.bytes.length;
    if (size > MAX_PHOTO_BYTES) {
      const limit = `the maximum size is ${MAX_PHOTO_BYTES} bytes`;
      throw badRequest(`file of size ${size} bytes is too big for a photo; ${limit}`);
    }
    const dimensions = await measurePhoto(upload.bytes);
    const anonymous = { ...upload, name: '' };
    const sizes = photoSides(dimensions).map((side) => ({
      side,
      ...refer('Photo', anonymous, String(side)),
      ...scale(dimensions, side),
    }));
    const photo: PhotoSize[] = sizes.map(({ side: _, ...size }) => size);
    for (const { file_id, side } of sizes) {
      keep(file_id, { type: 'Photo', upload, side, media: { photo } }, '.jpg');
    }
    return { photo };
  }

  function addPlain(type: Exclude<FileType, 'Photo'>, upload: Upload): Media {
    const ref = { ...refer(type, upload, ''), file_size: upload.bytes.length };
    const media = describe(type, ref, upload);
    keep(ref.file_id, { type, upload, media }, extension(upload));
    return media;
  }

  return {
    async add(type: FileType, upload: Upload): Promise<Media> {
      if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
      if (upload.bytes.length > MAX_UPLOAD_BYTES) throw badRequest('file is too big');
      return type === 'Photo' ? addPhoto(upload) : addPlain(type, upload);
    },
    /** Media to send again by its id; the id must be of the type it is sent as. */
    find(id: string, type: FileType): Media {
      const kept = byId.get(id);
      if (!kept) throw badRequest('wrong file identifier/HTTP URL specified');
      if (kept.type !== type) throw badRequest(`can't use file of type ${kept.type} as ${type}`);
      return kept.media;
    },
    async describe(id: string) {
      const kept = byId.get(id);
      if (!kept) throw badRequest('wrong file_id or the file is temporarily unavailable');
      const bytes = await read(kept);
      if (bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
      const unique = refer(kept.type, kept.upload, kept.side ? String(kept.side) : '');
      return {
        file_id: id,
        file_unique_id: unique.file_unique_id,
        file_size: bytes.length,
        file_path: kept.path,
      };
    },
    async open(at: { path: string } | { id: string }) {
      const kept = 'path' in at ? byPath.get(at.path) : byId.get(at.id);
      if (!kept) return undefined;
      const mime = kept.type === 'Photo' ? 'image/jpeg' : kept.upload.mime;
      return { bytes: await read(kept), mime, name: kept.upload.name };
    },
  };
}

export type Files = ReturnType<typeof createFiles>;

/** Photo sizes are drawn only when somebody asks for them. */
async function read({ upload, side }: Kept): Promise<Uint8Array> {
  return side === undefined ? upload.bytes : renderPhoto(upload.bytes, side);
}

function describe(type: Exclude<FileType, 'Photo'>, ref: FileRef, upload: Upload): Media {
  const { duration = DURATION_SECONDS, mime: mime_type } = upload;
  if (type === 'Voice') return { voice: { ...ref, duration, mime_type } };
  if (type === 'Sticker') return { sticker: { ...ref, ...STICKER } };
  return { document: { ...ref, file_name: upload.name, mime_type: upload.mime } };
}

/** Of a recording that nobody measured. */
const DURATION_SECONDS = 3;

const STICKER = {
  type: 'regular',
  width: 512,
  height: 512,
  is_animated: false,
  is_video: false,
  emoji: '🙂',
} as const;
