import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** How somebody looks at the page. */
export interface Look {
  readonly language: 'ru' | 'en';
  readonly theme: 'light' | 'dark';
  readonly device: 'phone' | 'desktop';
}

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } };
const PATIENCE_MS = 30_000;

const folder = fileURLToPath(new URL('../screenshots/', import.meta.url));

type Label = string | RegExp;

async function addPerson(page: Page, url: string, language: string): Promise<number> {
  const firstName = language === 'ru' ? 'Вера' : 'Grace';
  const answer = await page.request.post(`${url}/page/api/people`, {
    data: { firstName, languageCode: language },
  });
  const { id } = (await answer.json()) as { id: number };
  return id;
}

/** A new person in front of the chat page, who waits for what they want to see. */
export async function openViewer(browser: Browser, url: string, look: Look) {
  const context = await browser.newContext({
    viewport: SIZES[look.device],
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    hasTouch: look.device === 'phone',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const id = await addPerson(page, url, look.language);
  await page.addInitScript(`sessionStorage.setItem('aisha-person', '${id}')`);
  await page.goto(url);
  let number = 0;

  const messages = page.getByTestId('message');
  const last = (text: Label) => messages.filter({ hasText: text }).last();

  return {
    errors,
    start: () => page.getByTestId('start').click(),
    say: async (text: string) => {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('send').click();
    },
    press: (label: Label) =>
      page.getByTestId('keyboard-button').filter({ hasText: label }).last().click(),
    /** `patienceMs` for what takes its time. */
    sees: (text: Label, patienceMs = PATIENCE_MS) => last(text).waitFor({ timeout: patienceMs }),
    /** Two presses: the clip, and the button of the ready photos. */
    sendExamples: async (shoot: () => Promise<unknown> = async () => undefined) => {
      await page.getByTestId('attach').click();
      await page.locator('.tray-photo img.ready').last().waitFor();
      await page.locator('.tray-photo img:not(.ready)').first().waitFor({ state: 'detached' });
      await shoot();
      await page.getByTestId('examples-send').click();
    },
    /** What shall happen to the next training. */
    orderTrouble: async (kind: string) => {
      await page.getByTestId('more').click();
      await page.getByTestId('trouble').click();
      await page.getByTestId(`choose-${kind}`).click();
    },
    /** Says something by voice. */
    speak: async (words: string) => {
      await page.getByTestId('attach').click();
      await page.getByTestId('attach-voice').click();
      await page.locator('input[name=voice]').fill(words);
      await page.getByTestId('voice-send').click();
    },
    seesToast: (text: Label) => page.getByTestId('toast').filter({ hasText: text }).waitFor(),
    seesNoMore: (text: Label) =>
      messages.filter({ hasText: text }).first().waitFor({ state: 'detached' }),
    buttons: () => page.getByTestId('keyboard-button').allInnerTexts(),
    /** Labels that their buttons cut off. */
    cutLabels: () =>
      page
        .getByTestId('keyboard-button')
        .locator('.key-label')
        .evaluateAll((labels) =>
          labels
            .filter((label) => label.scrollWidth > label.clientWidth)
            .map((label) => label.textContent),
        ),
    /** Keeps what is seen now, with every picture loaded. */
    shoot: async (name: string): Promise<string> => {
      await page.locator('.photo img:not(.ready)').first().waitFor({ state: 'detached' });
      number += 1;
      const { language, theme, device } = look;
      const step = `${String(number).padStart(2, '0')}-${name}`;
      await mkdir(folder, { recursive: true });
      const path = `${folder}${language}-${theme}-${device}-${step}.png`;
      await page.screenshot({ path, animations: 'disabled' });
      return path;
    },
    close: () => context.close(),
  };
}

export type Viewer = Awaited<ReturnType<typeof openViewer>>;
