import { attemptsOf } from '../../../db/attempts.ts';
import { placeInLine } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt, Generation } from '../../../db/schema.ts';
import type { EditKind } from '../../../machines/chat/types.ts';
import type { Stage } from '../../../machines/generation.ts';
import type { JobCard } from '../../telegram/screens/messages.ts';

const CANCELLABLE: readonly Stage[] = ['waiting', 'sending', 'queued'];

/** What the card of an order under way tells, from the rows. */
export async function loadCard(db: Handle, generation: Generation, now: number): Promise<JobCard> {
  const { id, created_at, description, edit } = generation;
  const stage = stageOf(generation, (await attemptsOf(db, id)).at(-1));
  return {
    generationId: id,
    stage,
    place: stage === 'waiting' ? await placeInLine(db, id) : null,
    seconds: (now - created_at) / 1000,
    canCancel: CANCELLABLE.includes(stage),
    description,
    // Guarantee: rows are written from a parsed draft only.
    edit: edit as EditKind | null,
  };
}

function stageOf(generation: Generation, attempt: Attempt | undefined): Stage {
  if (generation.stored_at !== null) return 'delivering';
  if (generation.admitted_at === null) return 'waiting';
  if (!attempt || attempt.state === 'posting' || attempt.state === 'refused') return 'sending';
  if (attempt.finished_at !== null) return 'storing';
  return attempt.started_at === null ? 'queued' : 'rendering';
}
