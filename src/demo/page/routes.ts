import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import { type PageDeps, pageApi } from './page-api.ts';

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The project's own font, by weight. */
const FONTS: Record<number, string> = {
  400: '400Regular/Nunito_400Regular.ttf',
  600: '600SemiBold/Nunito_600SemiBold.ttf',
  800: '800ExtraBold/Nunito_800ExtraBold.ttf',
};

const { resolve } = createRequire(import.meta.url);
const font = (path: string) => readFile(resolve(`@expo-google-fonts/nunito/${path}`));

const asset = (name: string) => readFile(new URL(`./${name}`, import.meta.url));

/** The chat page, its assets, and the small JSON API it talks to. */
export function pageRoutes(deps: PageDeps) {
  const app = new Hono();
  app.get('/', async (c) => {
    c.header('Content-Security-Policy', "default-src 'self'; img-src 'self' blob: data:");
    return c.html((await asset('index.html')).toString());
  });
  app.get('/page/fonts/:file{\\d+\\.ttf}', async (c) => {
    const path = FONTS[Number.parseInt(c.req.param('file'), 10)];
    if (!path) return c.notFound();
    const bytes = new Uint8Array(await font(path));
    return c.body(bytes, 200, { 'Content-Type': 'font/ttf', 'Cache-Control': 'max-age=86400' });
  });
  app.get('/page/:name{[a-z-]+\\.(?:css|js|svg)}', async (c) => {
    const name = c.req.param('name');
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
    const bytes = await asset(name).catch(() => undefined);
    if (!bytes) return c.notFound();
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
    });
  });
  app.route('/page/api', pageApi(deps));
  return app;
}
