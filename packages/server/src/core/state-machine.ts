/** Who makes a transition: a client's own people, operators, or the system (the ERP, another object's change). */
export type Who = 'client' | 'operations' | 'system';

export interface Transition<S extends string, A extends string, C extends string> {
  action: A;
  /** `New` is what does not exist yet. */
  from: readonly (S | 'New')[];
  to: S | 'same';
  by: readonly Who[];
  /** A fact that must hold; of two transitions for the same action, the facts tell which. */
  when?: C;
}

/** The states of one kind of object as data: read by the server, the tables of cases and the diagrams in `docs/states`. */
export interface StateMachine<S extends string, A extends string, C extends string = never> {
  /** How a sentence names the object: `buyer`. */
  noun: string;
  states: readonly S[];
  transitions: readonly Transition<S, A, C>[];
}

export type Decision<S> = { to: S } | { refused: string };

/** The state after an action, or a sentence that says why there is none. Pure. */
export function decide<S extends string, A extends string, C extends string>(
  machine: StateMachine<S, A, C>,
  at: { status: S | 'New'; action: A; by: Who; facts?: Readonly<Partial<Record<C, boolean>>> },
): Decision<S> {
  const named = machine.transitions.filter((one) => one.action === at.action && one.by.includes(at.by));
  if (named.length === 0) return { refused: `Only ${actorsOf(machine, at.action)} may do this to a ${machine.noun}.` };
  const found = named.find((one) => one.from.includes(at.status) && (one.when === undefined || at.facts?.[one.when] === true));
  if (found) return { to: found.to === 'same' ? (at.status as S) : found.to };
  const from = [...new Set(named.flatMap((one) => one.from))];
  return { refused: `The ${machine.noun} is ${at.status}; this needs it to be ${listed(from)}.` };
}

const listed = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? 'something else');

const actorNames: Record<Who, string> = { client: 'the account', operations: 'the platform owner', system: 'the system' };

const actorsOf = <S extends string, A extends string, C extends string>(machine: StateMachine<S, A, C>, action: A): string =>
  listed([...new Set(machine.transitions.filter((one) => one.action === action).flatMap((one) => one.by.map((who) => actorNames[who])))]);

/** The machine as a Mermaid state diagram, one arrow for each action and pair of states. */
export function mermaidOf<S extends string, A extends string, C extends string>(machine: StateMachine<S, A, C>): string {
  const arrows = machine.transitions.flatMap((one) =>
    one.from.map((from) => {
      const to = one.to === 'same' ? from : one.to;
      const label = `${one.action}${one.when ? ` [${one.when}]` : ''} / ${one.by.join(', ')}`;
      return `  ${from === 'New' ? '[*]' : from} --> ${to} : ${label}`;
    }),
  );
  return ['stateDiagram-v2', ...machine.states.map((state) => `  ${state}`), ...arrows].join('\n');
}
