import { pushHard } from './load.ts';
import { type Stage, until } from './stage.ts';
import { createUpdates, personNumber } from './updates.ts';

/** Everybody has pressed Start, and has a screen. */
export async function takeIn(stage: Stage, people: number): Promise<void> {
  const bot = await stage.bot('open');
  const updates = createUpdates();
  let made = 0;
  await pushHard(bot, 40, () =>
    made < people ? updates.command(personNumber(made++), '/start') : undefined,
  );
  const isShown = async () => ((await stage.counts()).calls['sendPhoto'] ?? 0) >= people;
  await until('everybody has a screen', isShown);
  await bot.stop();
}
