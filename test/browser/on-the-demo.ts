import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { openDemo } from './open-demo.ts';
import { type Look, openViewer, type Viewer } from './viewer.ts';

const CHROMIUM = '/usr/bin/chromium';

const isMissing = !existsSync(CHROMIUM);

export interface Visit {
  readonly browser: Browser;
  /** Of the demo's page. */
  readonly url: string;
}

/** A test with a demo of its own and a browser; skipped where there is none, but in CI it fails. */
export function onTheDemo(
  name: string,
  { timeoutMs }: { readonly timeoutMs: number },
  run: (visit: Visit) => Promise<unknown>,
): void {
  const skip = isMissing && !process.env['CI'] ? `there is no ${CHROMIUM}` : false;
  test(name, { timeout: timeoutMs, skip }, async () => {
    const demo = await openDemo();
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      await run({ browser, url: demo.url });
    } finally {
      await browser.close();
      await demo.close();
    }
  });
}

/** What a person does on a page that looks so; a picture is kept of where it failed. */
export async function journey(
  { browser, url }: Visit,
  look: Look,
  take: (viewer: Viewer) => Promise<void>,
): Promise<void> {
  const viewer = await openViewer(browser, url, look);
  try {
    await take(viewer);
    assert.deepEqual(viewer.errors, []);
  } catch (error) {
    await viewer.shoot('failed').catch(() => undefined);
    throw error;
  } finally {
    await viewer.close();
  }
}
