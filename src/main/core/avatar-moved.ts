import type { ChatEvent } from '../../../machines/chat/types.ts';
import type { Shell } from '../../actors/shell.ts';

/** Has the avatar's screen shown anew where its person has it open; else nothing happens. */
export const avatarMoved =
  (shell: Pick<Shell, 'dispatch'>) =>
  async (telegramId: number, avatarId: string, isOver: boolean): Promise<void> => {
    const event: ChatEvent = { type: 'avatarMoved', avatarId, isOver, on: 'living' };
    await shell.dispatch(`chat:${telegramId}`, { kind: 'event', event });
  };
