/** The shapes of the Bot API that the stand-in speaks, as they go over the wire. */

export type User = {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
};

export type ChatRef =
  | { id: number; type: 'private'; first_name: string; last_name?: string; username?: string }
  | { id: number; type: 'group'; title: string };

export type Entity = {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  custom_emoji_id?: string;
};

export type Button = {
  text: string;
  style?: 'danger' | 'success' | 'primary';
  callback_data?: string;
  url?: string;
  web_app?: { url: string };
  copy_text?: { text: string };
};

export type Keyboard = { inline_keyboard: Button[][] };

export type FileRef = { file_id: string; file_unique_id: string; file_size?: number };
export type PhotoSize = FileRef & { width: number; height: number };
export type DocumentRef = FileRef & { file_name: string; mime_type: string };
export type VoiceRef = FileRef & { duration: number; mime_type: string };
export type StickerRef = FileRef & {
  type: 'regular';
  width: number;
  height: number;
  is_animated: boolean;
  is_video: boolean;
  emoji?: string;
};

/** What a message shows: its text, or its media with a caption. */
export type Content = {
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  photo?: PhotoSize[];
  document?: DocumentRef;
  voice?: VoiceRef;
  sticker?: StickerRef;
  has_media_spoiler?: boolean;
  show_caption_above_media?: boolean;
};

export type Message = Content & {
  message_id: number;
  date: number;
  edit_date?: number;
  chat: ChatRef;
  from: User;
  media_group_id?: string;
  reply_to_message?: Message;
  reply_markup?: Keyboard;
};

/** A message as the person's phone shows it. */
export type ShownMessage = Message & {
  /** Sent by the person themself. */
  own: boolean;
  /** The bot has taken the update: the second tick. */
  read: boolean;
  reactions: string[];
};

export type Answer = { text: string; alert: boolean; url?: string };

export type Command = { command: string; description: string };
