import { zipSync } from 'fflate';
import sharp from 'sharp';
import { jsonOf, type startFal } from './start-fal.ts';

type Started = Pick<ReturnType<typeof startFal>, 'call'>;

/** Puts a file into FAL's storage as a client does, and tells where it lies. */
export async function upload({ call }: Started, bytes: Uint8Array, name: string, type: string) {
  const announced = await call(
    'https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content_type: type, file_name: name }),
    },
  );
  const { upload_url, file_url } = await jsonOf<{ upload_url: string; file_url: string }>(
    announced,
  );
  await call(upload_url, { method: 'PUT', body: new Uint8Array(bytes) }, null);
  return file_url;
}

/** A flat picture of one colour. */
export async function flat(colour: string, side = 64): Promise<Uint8Array> {
  const picture = sharp({
    create: { width: side, height: side, channels: 3, background: colour },
  });
  return new Uint8Array(await picture.jpeg({ chromaSubsampling: '4:4:4' }).toBuffer());
}

/** A zip of so many photos, all of one colour. */
export async function photosZip(count: number, colour = '#ff00ff'): Promise<Uint8Array> {
  const photo = await flat(colour);
  const names = Array.from({ length: count }, (_, at) => `${at + 1}.jpg`);
  return zipSync(Object.fromEntries(names.map((name) => [name, photo])), { level: 0 });
}

/** What a picture shows in its middle. */
export async function middleOf(picture: Uint8Array) {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height * 0.46) * info.width + Math.floor(info.width / 2)) * 3;
  return [...data.subarray(at, at + 3)];
}
