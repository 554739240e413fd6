import type { AnyStateMachine } from 'xstate';

export interface State {
  /** Dotted, without the machine's own name. */
  readonly path: string;
  readonly isLeaf: boolean;
  readonly isFinal: boolean;
  readonly invokes: readonly string[];
  /** The events that it takes itself, results of jobs included. */
  readonly takes: readonly string[];
}

type Node = AnyStateMachine['root'];

/** All states of a chart, in the order they are written. */
export function statesOf(machine: AnyStateMachine): State[] {
  const walk = (node: Node): State[] => {
    const inner = Object.values(node.states);
    const state: State = {
      path: node.path.join('.'),
      isLeaf: inner.length === 0,
      isFinal: node.type === 'final',
      invokes: node.invoke.map(({ id }) => id),
      takes: [...node.transitions.keys()],
    };
    return [state, ...inner.flatMap(walk)];
  };
  return Object.values(machine.root.states).flatMap(walk);
}
