import type { StartConfig } from '../../config.ts';
import type { Pace } from '../../effects/generation/watch.ts';
import type { FaceDetector } from '../../images/faces/face-detector.ts';
import type { Log } from '../../log.ts';
import type { Words } from '../../telegram/words.ts';
import type { FalSide } from '../fal-side.ts';
import type { Metrics } from '../metrics.ts';
import type { Alert } from '../operator.ts';
import type { Places } from '../places.ts';
import type { TelegramSide } from '../telegram-side.ts';

export interface CoreNeeds {
  readonly config: StartConfig;
  readonly places: Places;
  readonly telegramSide: TelegramSide;
  readonly falSide: FalSide;
  readonly words: Words;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly alert: Alert;
  readonly now: () => number;
  readonly pace: Pace;
  readonly trainingSeconds?: number | undefined;
  readonly faces: FaceDetector;
  readonly leaseMs?: number | undefined;
}
