import type { BotApi } from '../../src/demo/bot-api/bot-api.ts';
import { drawExamplePhoto, EXAMPLES } from '../../src/demo/example-photos.ts';
import { eventually } from '../eventually.ts';
import type { Person } from './person.ts';

/** Coins for the balanced preset, which is usual. */
export const PRICE = 150;

let drawn: Promise<Uint8Array[]> | undefined;

const drawAll = () =>
  Promise.all(
    Array.from({ length: EXAMPLES }, async (_, index) => {
      const photo = await drawExamplePhoto(1, index);
      if (!photo) throw new Error(`there is no photo ${index}`);
      return photo;
    }),
  );

/** Photos of one drawn person that pass every check, drawn once for all tests of a file. */
export async function examplePhotos(count = EXAMPLES): Promise<Uint8Array[]> {
  drawn ??= drawAll();
  return (await drawn).slice(0, count);
}

/** Waits for the new screen, since the one before may have the same buttons. */
export async function openAvatars(person: Person): Promise<void> {
  const asked = person.say('/avatars');
  await eventually(
    () => ((person.messages().at(-1)?.message_id ?? 0) > asked.message_id ? true : undefined),
    {
      timeoutMs: 15_000,
    },
  );
}

/** From the menu through consent and names up to where photos are awaited. */
export async function toPhotos(person: Person, name = 'Anna'): Promise<void> {
  await openAvatars(person);
  await person.press(/Make my avatar|New avatar/);
  await person.press('Let’s begin');
  await person.press('I confirm');
  await person.sees(/What shall we call the avatar/);
  person.say(name);
  await person.press('A woman');
  await person.sees(/Please send 10 to 20 photos/);
}

/** All at once, as an album or several; waits until they are all looked at and found good. */
export async function sendPhotos(
  telegram: BotApi,
  person: Person,
  photos: readonly Uint8Array[],
): Promise<void> {
  await telegram.sendAlbum(person.id, [...photos]);
  await person.sees(new RegExp(`Good: ${photos.length}\\b`));
}

/** From the photos to the button with the price, which is pressed. */
export async function payFor(person: Person, name = 'Anna'): Promise<void> {
  await person.press('That’s all');
  await person.press('Next');
  await person.sees(new RegExp(`Shall we make the avatar “${name}”`));
  await person.press(/^train\//);
  await person.sees(/We have begun/);
}

/** A ready avatar, from the menu on. */
export async function makeAvatar(telegram: BotApi, person: Person, name = 'Anna'): Promise<void> {
  await toPhotos(person, name);
  await sendPhotos(telegram, person, await examplePhotos(10));
  await payFor(person, name);
  await person.sees(new RegExp(`The avatar “${name}” is ready`));
}
