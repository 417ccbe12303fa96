// Who of those on screen is here. What the server tells who watches holds; what other answers say of people may be older, and never says "here".
import type { WireUser } from './wire';

const MINUTE_MS = 60_000;

export interface Seen { on?: number; ls?: number }
export interface Watch {
  /** The set that was asked for last: of others nothing is heard. */
  asked: ReadonlySet<number>;
  /** What was told of them; a person of whom nothing is said hides. */
  seen: Map<number, Seen>;
}

/** What of the state this touches. */
interface State { readonly since: number; readonly people: Map<number, WireUser>; readonly watch: Watch; readonly out: { readonly people: Set<number> } }

export const emptyWatch = (): Watch => ({ asked: new Set(), seen: new Map() });

/** A person as an answer brought them, with what is known of their presence. */
export function withPresence(state: State, user: WireUser): WireUser {
  const seen = state.watch.seen.get(user.u);
  const old = state.people.get(user.u)?.ls ?? 0;
  if (!seen) return { ...user, on: undefined, ls: user.ls && Math.max(user.ls, old) };
  return { ...user, on: seen.on, ls: seen.on ? Math.max(user.ls ?? 0, seen.ls ?? 0, old) || undefined : seen.ls };
}

/** From now on these are watched; who no longer is was here until now, and nobody knows how they fare. */
export function askPresence(state: State, users: readonly number[]): void {
  const asked = new Set(users);
  state.watch.asked = asked;
  for (const [u, seen] of [...state.watch.seen]) if (!asked.has(u)) leave(state, u, seen);
}

/** The answer to the set that was asked for last: who is not in it hides. */
export function learnPresence(state: State, users: readonly WireUser[]): void {
  const told = new Map(users.map((user) => [user.u, user]));
  for (const u of state.watch.asked) see(state, u, told.get(u) ?? {});
}

/** One person came or went. */
export function presence(state: State, e: WireUser): void {
  if (state.watch.asked.has(e.u)) see(state, e.u, e);
}

function see(state: State, u: number, { on, ls }: Seen): void {
  const user = state.people.get(u);
  state.watch.seen.set(u, on ? { on: 1, ls: ls ?? user?.ls } : { ls });
  if (user) put(state, withPresence(state, user));
}

function leave(state: State, u: number, seen: Seen): void {
  state.watch.seen.delete(u);
  const user = state.people.get(u);
  if (user && seen.on) put(state, { ...user, on: undefined, ls: Math.max(user.ls ?? 0, state.since - (state.since % MINUTE_MS)) || undefined });
}

function put(state: State, user: WireUser): void {
  state.people.set(user.u, user);
  state.out.people.add(user.u);
}
