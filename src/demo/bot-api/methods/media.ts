import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import { captioned, json } from '../fields.ts';
import type { FileType, Media, Upload } from '../files.ts';
import { readCaption } from '../text.ts';
import type { Content } from '../types.ts';
import type { Call } from './method.ts';

const MAX_PHOTO_BY_URL_BYTES = 5 * 1024 * 1024;
const MAX_BY_URL_BYTES = 20 * 1024 * 1024;

async function download(url: string, type: FileType, signal: AbortSignal): Promise<Upload> {
  const failed = badRequest('failed to get HTTP URL content');
  const response = await fetch(url, { signal }).catch(() => undefined);
  if (!response?.ok) throw failed;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const limit = type === 'Photo' ? MAX_PHOTO_BY_URL_BYTES : MAX_BY_URL_BYTES;
  if (bytes.length > limit) throw failed;
  const mime = response.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream';
  if (type === 'Photo' && !mime.startsWith('image/')) {
    throw badRequest('wrong type of the web page content');
  }
  return { bytes, mime, name: new URL(url).pathname.split('/').at(-1) || 'file' };
}

/** A file is named by its id, by an http address, or by `attach://` and a part of the same form. */
export async function resolveMedia(type: FileType, source: string, call: Call): Promise<Media> {
  if (source.startsWith('attach://')) {
    const upload = call.uploads.get(source.slice('attach://'.length));
    if (!upload) throw badRequest('wrong file identifier/HTTP URL specified');
    return call.files.add(type, upload);
  }
  if (/^https?:\/\//.test(source)) {
    return call.files.add(type, await download(source, type, call.signal));
  }
  return call.files.find(source, type);
}

const media = { media: v.pipe(v.string(), v.nonEmpty('media not found')), ...captioned };

const inputMedia = v.variant('type', [
  v.object({ type: v.literal('photo'), ...media, has_spoiler: v.exactOptional(v.boolean()) }),
  v.object({ type: v.literal('document'), ...media }),
]);

export const inputMediaField = json(inputMedia);
export const mediaGroupField = json(v.array(inputMedia, 'array of media expected'));

type Captioned = {
  caption?: string;
  parse_mode?: string;
  caption_entities?: Content['caption_entities'] & object;
  show_caption_above_media?: boolean;
};

export function captionOf(params: Captioned): Content {
  const caption = readCaption({
    text: params.caption ?? '',
    parseMode: params.parse_mode,
    entities: params.caption_entities,
  });
  const isAbove = params.show_caption_above_media === true && caption.caption !== undefined;
  return isAbove ? { ...caption, show_caption_above_media: true } : caption;
}

/** The content that an InputMedia makes of a message. */
export async function contentOf(
  input: v.InferOutput<typeof inputMedia>,
  call: Call,
): Promise<Content> {
  const type: FileType = input.type === 'photo' ? 'Photo' : 'Document';
  const caption = captionOf(input);
  const file = await resolveMedia(type, input.media, call);
  const spoiler = input.type === 'photo' && input.has_spoiler ? { has_media_spoiler: true } : {};
  return { ...file, ...caption, ...spoiler };
}
