const greetings = new Set([
  'привет',
  'приветик',
  'приветствую',
  'здравствуйте',
  'здравствуй',
  'добрый день',
  'добрый вечер',
  'доброе утро',
  'хай',
  'салют',
  'hi',
  'hello',
  'hello there',
  'hey',
  'good morning',
  'good afternoon',
  'good evening',
]);

const thanks = new Set([
  'спасибо',
  'спасибо большое',
  'большое спасибо',
  'огромное спасибо',
  'спасибо огромное',
  'спс',
  'благодарю',
  'благодарю вас',
  'thanks',
  'thanks a lot',
  'many thanks',
  'thank you',
  'thank you very much',
  'thank you so much',
  'thx',
]);

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The hint for words that are a courtesy and nothing else; null: they mean something. */
export function courtesyOf(text: string): 'hint-hello' | 'hint-thanks' | null {
  const words = plain(text);
  if (greetings.has(words)) return 'hint-hello';
  return thanks.has(words) ? 'hint-thanks' : null;
}
