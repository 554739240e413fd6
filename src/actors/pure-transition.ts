import {
  type ActorScope,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  type ExecutableActionsFrom,
  type Snapshot,
} from 'xstate';

type Scope = ActorScope<AnyMachineSnapshot, AnyEventObject>;

const nothing = () => {};

const scopes = new WeakMap<AnyStateMachine, Scope>();

/**
 * What a chart's steps happen in. XState's own `transition` makes an actor, and with it the chart's
 * first snapshot, for each step; one is enough, since no chart uses a `systemId` and nothing starts.
 */
function scopeOf(machine: AnyStateMachine): Scope {
  const known = scopes.get(machine);
  if (known) return known;
  const self = createActor(machine, { input: {} });
  const scope: Scope = {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
  scopes.set(machine, scope);
  return scope;
}

/** Restores a persisted snapshot without starting anything. @throws for JSON that is none. */
export const restoreSnapshot = (
  machine: AnyStateMachine,
  stored: Snapshot<unknown>,
): AnyMachineSnapshot => machine.restoreSnapshot(stored, scopeOf(machine));

/** As XState's `transition`: the next snapshot, and the actions as data. */
export function pureTransition(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: AnyEventObject,
): [AnyMachineSnapshot, ExecutableActionsFrom<AnyStateMachine>[]] {
  const actions: ExecutableActionsFrom<AnyStateMachine>[] = [];
  const actionExecutor: Scope['actionExecutor'] = (action) => {
    actions.push(action as (typeof actions)[number]);
  };
  return [machine.transition(snapshot, event, { ...scopeOf(machine), actionExecutor }), actions];
}
