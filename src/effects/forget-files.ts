import type { Handle } from '../../db/open.ts';

/** Forgets what Telegram has by the keys of pictures; as part of the transaction given, if any. */
export type ForgetFiles = (keys: readonly string[], transaction?: Handle) => Promise<void>;
