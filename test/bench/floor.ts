import process from 'node:process';
import { Bot, webhookCallback } from 'grammy';
import { Hono } from 'hono';
import { listen } from '../../src/http/listen.ts';

/** The floor: Hono and grammY's own webhook, with a handler that does nothing. */
const { PORT = '', TELEGRAM_BOT_TOKEN = '', TELEGRAM_WEBHOOK_SECRET = '' } = process.env;

const bot = new Bot(TELEGRAM_BOT_TOKEN, {
  botInfo: {
    id: 1,
    is_bot: true,
    first_name: 'Floor',
    username: 'floor_bot',
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
  } as ConstructorParameters<typeof Bot>[1] extends infer O
    ? NonNullable<O extends { botInfo?: infer I } ? I : never>
    : never,
});
bot.on('callback_query', () => {});

const app = new Hono();
app.get('/readyz', (context) => context.json({ status: 'ok' }));
app.post(
  '/telegram/webhook',
  webhookCallback(bot, 'hono', { secretToken: TELEGRAM_WEBHOOK_SECRET }),
);

await listen(app.fetch, '127.0.0.1', Number(PORT));
