import * as v from 'valibot';
import type { Outcome } from './job.ts';
import type { Studio } from './studio.ts';

/** How long a job of an endpoint takes, and so how its progress looks. */
export type Pace = 'picture' | 'training' | 'words';

export interface Endpoint {
  readonly pace: Pace;
  /** What is wrong with an input, found at the submit. */
  issuesOf(input: unknown): readonly v.BaseIssue<unknown>[];
  /** What the endpoint makes of an input that has passed. */
  make(input: unknown, studio: Studio): Promise<Outcome>;
}

/** Joins an endpoint's strict schema with what it does. */
export function endpoint<Input>(
  schema: v.GenericSchema<unknown, Input>,
  make: (input: Input, studio: Studio) => Promise<Outcome>,
  pace: Pace = 'picture',
): Endpoint {
  return {
    pace,
    issuesOf: (input) => v.safeParse(schema, input).issues ?? [],
    make: (input, studio) => make(v.parse(schema, input), studio),
  };
}
