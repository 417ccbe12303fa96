// Answers under way. Events may come before an answer that was made before them: what they changed it must not turn back.

export interface Flight {
  /** Questions in the order they were asked. */
  readonly n: number;
  /** It says how something shall stand: events that come before its answer are its own, and the last one heard asks again. */
  readonly says: boolean;
  /** What events changed since it was asked. */
  readonly touched: Set<string>;
  /** Chats whose events were passed over since, nothing of them being cached: the last one before. */
  readonly from: Map<number, number>;
}
export interface Flights {
  n: number;
  readonly open: Set<Flight>;
  /** Of what is no event's alone: the question whose answer is known. */
  readonly heard: Map<string, number>;
}

/** What of the state this touches. */
interface State { readonly flights: Flights }

export const emptyFlights = (): Flights => ({ n: 0, open: new Set(), heard: new Map() });

/** By their answer. */
const flown = new WeakMap<object, Flight>();

export const keyOf = {
  message: (c: number, s: number) => `m${c}/${s}`,
  /** A message that is no more. */
  lost: (c: number, s: number) => `d${c}/${s}`,
  /** Everything cached of a chat was forgotten. */
  wiped: (c: number) => `w${c}`,
  /** The chat went. */
  gone: (c: number) => `g${c}`,
  row: (c: number) => `r${c}`,
  own: (c: number, field: string) => `o${c}/${field}`,
  user: (u: number) => `u${u}`,
};

/** A question is asked. */
export function depart(state: State, says = false): Flight {
  const flight = { n: ++state.flights.n, says, touched: new Set<string>(), from: new Map<number, number>() };
  state.flights.open.add(flight);
  return flight;
}

/** It is answered, or never will be. Who asked takes the answer within this turn, and other answers may come in it, too. */
export function land(state: State, flight: Flight, answer?: unknown): void {
  setTimeout(() => state.flights.open.delete(flight));
  if (answer && typeof answer === 'object') flown.set(answer, flight);
}

/** An event changed this. */
export function mark(state: State, key: string): void {
  for (const flight of state.flights.open) flight.touched.add(key);
}

/** Did events change this while the answer was under way? */
export function touched(answer: object | undefined, key: string): boolean {
  return !!answer && !!flown.get(answer)?.touched.has(key);
}

/** What an answer is worth that says all of this. `unsure`: perhaps an event knows better: ask again. `overtaken`: a later question was answered already. */
export function worth(state: State, answer: object | undefined, key: string): 'newest' | 'overtaken' | 'unsure' {
  const flight = answer && flown.get(answer);
  if (!flight) return 'newest';
  if (!flight.says && flight.touched.has(key)) return 'unsure';
  if (flight.n < (state.flights.heard.get(key) ?? 0)) return 'overtaken';
  state.flights.heard.set(key, flight.n);
  return 'newest';
}

/** No message of the chat is cached, so events after this one were passed over. */
export function passOver(state: State, c: number, ev: number): void {
  for (const flight of state.flights.open) if (!flight.from.has(c)) flight.from.set(c, ev);
}

/** Messages in this answer may be as old as this event. */
export function passedOver(answer: object | undefined, c: number): number | undefined {
  return answer && flown.get(answer)?.from.get(c);
}
