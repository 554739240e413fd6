import assert from 'node:assert/strict';
import { AVATAR_WORDS, type AvatarWords } from './avatar-words.ts';
import { journey, onTheDemo, type Visit } from './on-the-demo.ts';
import type { Look, Viewer } from './viewer.ts';

/** Two minutes on an idle machine: a training of the demo takes half of one. */
const TIMEOUT_MS = 420_000;
/** Photos are looked at one after the other, and a training takes its time. */
const PATIENCE_MS = 150_000;

const LOOKS: readonly Look[] = [
  { language: 'ru', theme: 'light', device: 'phone' },
  { language: 'en', theme: 'dark', device: 'desktop' },
];

type Label = string | RegExp;

/** A press, what is seen after it, and a picture of that; no label may be cut off. */
async function see(viewer: Viewer, press: Label, sees: Label, name: string) {
  await viewer.press(press);
  await viewer.sees(sees);
  await viewer.shoot(name);
  assert.deepEqual(await viewer.cutLabels(), [], `labels cut off on ${name}`);
}

async function comeIn(viewer: Viewer, said: AvatarWords) {
  await viewer.start();
  await viewer.sees(said.welcome);
  await see(viewer, said.menu, said.home, 'avatar-home-before');
  await see(viewer, said.avatars, said.none, 'avatar-none');
}

/** From the first words to the step that takes photos. */
async function introduce(viewer: Viewer, said: AvatarWords) {
  await see(viewer, said.begin, said.about, 'avatar-about');
  await see(viewer, said.on, said.consent, 'avatar-consent');
  await see(viewer, said.agree, said.askName, 'avatar-name');
  await viewer.say(said.name);
  await viewer.sees(said.askWho);
  await viewer.shoot('avatar-who');
  await see(viewer, said.woman, said.askPhotos, 'avatar-photos');
}

async function sendPhotos(viewer: Viewer, said: AvatarWords) {
  await viewer.sendExamples(() => viewer.shoot('avatar-tray'));
  await viewer.sees(said.looked, PATIENCE_MS);
  await viewer.shoot('avatar-photos-looked-at');
  await see(viewer, said.view, said.viewer, 'avatar-viewer');
  await see(viewer, said.right, said.second, 'avatar-viewer-next');
  await see(viewer, said.back, said.looked, 'avatar-photos-again');
}

async function pay(viewer: Viewer, said: AvatarWords) {
  await see(viewer, said.all, said.verdict, 'avatar-verdict');
  await see(viewer, said.next, said.price, 'avatar-price');
  await see(viewer, said.preset, said.presets, 'avatar-presets');
  await see(viewer, said.back, said.price, 'avatar-price-again');
  await see(viewer, said.pay, said.begun, 'avatar-begun');
}

async function fail(viewer: Viewer, said: AvatarWords) {
  await viewer.orderTrouble('fails');
  await pay(viewer, said);
  await viewer.sees(said.failed, PATIENCE_MS);
  await viewer.shoot('avatar-failed');
  assert.deepEqual(await viewer.cutLabels(), [], 'labels cut off on avatar-failed');
}

async function train(viewer: Viewer, said: AvatarWords) {
  await viewer.sees(said.job);
  await viewer.sees(said.percent, PATIENCE_MS);
  await viewer.shoot('avatar-training');
  await viewer.sees(said.ready, PATIENCE_MS);
  await viewer.shoot('avatar-ready');
  await viewer.sees(said.included, PATIENCE_MS);
  await viewer.shoot('avatar-first-picture');
}

async function paint(viewer: Viewer, said: AvatarWords) {
  await see(viewer, said.create, said.withMe, 'avatar-create');
  await see(viewer, said.styles, said.stylesPage, 'avatar-styles');
  await viewer.say(said.words);
  await viewer.sees(said.confirm);
  await viewer.shoot('avatar-confirm');
  await viewer.press(said.pay);
  await viewer.sees(said.paid);
  await viewer.shoot('avatar-picture');
}

async function lookBack(viewer: Viewer, said: AvatarWords) {
  await see(viewer, said.menu, said.home, 'avatar-home-after');
  await see(viewer, said.avatars, said.card, 'avatar-card');
  await see(viewer, said.pictures, said.picture, 'avatar-gallery');
  await see(viewer, said.edits, said.whatToDo, 'avatar-edits');
  await see(viewer, said.change, said.askChange, 'avatar-change');
  await viewer.say(said.winter);
  await viewer.sees(said.confirmChange);
  await viewer.shoot('avatar-change-confirm');
}

async function remove(viewer: Viewer, said: AvatarWords) {
  await viewer.press(said.menu);
  await see(viewer, said.avatars, said.card, 'avatar-card-again');
  await see(viewer, said.remove, said.deleting, 'avatar-deleting');
  await see(viewer, said.keepPictures, said.sure, 'avatar-deleting-sure');
  await see(viewer, said.yes, said.deleted, 'avatar-deleted');
}

type Part = (viewer: Viewer, said: AvatarWords) => Promise<void>;

const PREPARING: readonly Part[] = [comeIn, introduce, sendPhotos];
const WHOLE: readonly Part[] = [...PREPARING, pay, train, paint, lookBack, remove];

const walk = (visit: Visit, look: Look, parts: readonly Part[]): Promise<void> =>
  journey(visit, look, async (viewer) => {
    for (const part of parts) await part(viewer, AVATAR_WORDS[look.language]);
  });

onTheDemo(
  'a person makes an avatar and pictures with it on the page of the demo',
  { timeoutMs: TIMEOUT_MS },
  async (visit) => {
    await Promise.all(LOOKS.map((look) => walk(visit, look, WHOLE)));
    const dark: Look = { language: 'ru', theme: 'dark', device: 'phone' };
    await walk(visit, dark, [...PREPARING, fail]);
  },
);
