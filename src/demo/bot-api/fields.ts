import * as v from 'valibot';

/** Forms carry everything as text: JSON in a text field is read before it is checked. */
export const json = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      if (typeof dataset.value !== 'string') return dataset.value;
      try {
        const parsed: unknown = JSON.parse(dataset.value);
        return parsed;
      } catch {
        addIssue({ message: 'JSON expected' });
        return NEVER;
      }
    }),
    schema,
  );

export const integer = v.union(
  [
    v.pipe(v.number(), v.safeInteger()),
    v.pipe(v.string(), v.regex(/^-?\d{1,15}$/), v.transform(Number)),
  ],
  'integer expected',
);

export const flag = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'True', '1', 'yes', 'false', 'False', '0', 'no', '']),
      v.transform((word) => ['true', 'True', '1', 'yes'].includes(word)),
    ),
  ],
  'boolean expected',
);

export const text = v.string('string expected');

export const entities = json(
  v.array(
    v.object({
      type: text,
      offset: integer,
      length: integer,
      url: v.exactOptional(text),
      language: v.exactOptional(text),
    }),
  ),
);

const button = v.looseObject({
  text,
  style: v.exactOptional(
    v.picklist(['danger', 'success', 'primary'], 'button style must be danger, success or primary'),
  ),
  callback_data: v.exactOptional(text),
  url: v.exactOptional(text),
  web_app: v.exactOptional(v.object({ url: text })),
  copy_text: v.exactOptional(v.object({ text })),
});

export const inlineKeyboard = json(
  v.object(
    { inline_keyboard: v.array(v.array(button, 'array of buttons expected'), 'array expected') },
    'object expected as reply markup',
  ),
);

/** A sent message may also ask for another kind of keyboard, which a phone here does not draw. */
export const anyMarkup = v.union([
  inlineKeyboard,
  json(
    v.pipe(
      v.union([
        v.looseObject({ keyboard: v.array(v.unknown()) }),
        v.looseObject({ remove_keyboard: v.boolean() }),
        v.looseObject({ force_reply: v.boolean() }),
      ]),
      v.transform(() => undefined),
    ),
  ),
]);

export const chatId = v.union(
  [integer, v.pipe(text, v.startsWith('@'))],
  'chat_id must be Integer',
);

/** The text of a message or caption, before its entities are read. */
export const marked = {
  parse_mode: v.exactOptional(text),
  entities: v.exactOptional(entities),
};

export const captioned = {
  caption: v.exactOptional(text),
  parse_mode: v.exactOptional(text),
  caption_entities: v.exactOptional(entities),
  show_caption_above_media: v.exactOptional(flag),
};

export const target = { chat_id: chatId, message_id: integer };

const replyParameters = json(
  v.object({
    message_id: integer,
    allow_sending_without_reply: v.exactOptional(flag),
  }),
);

/** What every sending method takes. */
export const addressed = {
  chat_id: chatId,
  disable_notification: v.exactOptional(flag),
  protect_content: v.exactOptional(flag),
  message_thread_id: v.exactOptional(integer),
  reply_parameters: v.exactOptional(replyParameters),
};
