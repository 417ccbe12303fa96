// What the rooms of this worker need of the house they are in. Each room adds what it alone needs; none imports another's house.
import type { MethodName, ParamsOf, ResultOf } from '../core/api';
import type { State } from '../core/state';
import type { Said } from '../core/talk';

export interface Tab { post(said: Said): void; windows: Set<number>; presence: number[] }

export interface Needs {
  /** Replaced when the account changes: look it up each time. */
  readonly state: State;
  /** Caught up with the server. */
  readonly settled: boolean;
  readonly drawing: { flush(): void; redraw(c: number): void };
  /** The server's clock. */
  now(): number;
  request<M extends MethodName>(m: M, p: ParamsOf<M>): Promise<ResultOf<M>>;
  /** The same, but a refusal is undefined. */
  attempt<M extends MethodName>(m: M, p: ParamsOf<M>): Promise<ResultOf<M> | undefined>;
  /** Once after so many ms, whatever is asked meanwhile under the same key. */
  later(key: string, ms: number, work: () => unknown): void;
}
