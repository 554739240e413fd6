/** A state's value as XState gives it. */
export type StateValue = string | { readonly [key: string]: StateValue | undefined };

/** `{ create: { confirm: 'shape' } }` → `create.confirm.shape`. */
export function statePath(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([key, inner]) => (inner === undefined ? key : `${key}.${statePath(inner)}`))
    .join('+');
}
