import { outcomeOf } from './call-outcome.ts';
import type { Telegram } from './telegram-api.ts';

export interface LeaveGroupPorts {
  readonly telegram: Telegram;
  /** Plain text: AISHA talks with one person at a time. */
  readonly goodbye: string;
}

/** Says why and leaves; a group that does not let the bot speak is left all the same. */
export const createLeaveGroup =
  ({ telegram, goodbye }: LeaveGroupPorts) =>
  async (chatId: number): Promise<void> => {
    await outcomeOf(telegram.presses.sendMessage(chatId, goodbye));
    await outcomeOf(telegram.presses.leaveChat(chatId));
  };
