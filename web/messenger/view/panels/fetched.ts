/** Something fetched for a panel: waiting, there, or refused with a way to try again; what found no line is asked again when there is one. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Newest } from "../../core/newest";
import { passing, unasked } from "../../core/telling";
import { connection } from "../state";

/** What is on screen may be old by now, and the answer to asking again did not come: so soon it is asked once more. */
const AGAIN_MS = 2000;

export interface Fetched<T> { value: Signal<T | undefined>; error: Signal<unknown>; again: () => void }

export function useFetched<T>(get: () => Promise<T>, deps: unknown[] = []): Fetched<T> {
  const value = useSignal<T | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const newest = useRef(new Newest());
  const again = () => {
    error.value = undefined;
    void newest.current.ask(get(), (found) => { value.value = found; }, (no) => { error.value = no; });
  };
  useEffect(again, deps);
  const due = unasked(error.value) && connection.value.state === "online";
  useEffect(() => { if (due) again(); }, [due]);
  const stale = value.value !== undefined && passing(error.value);
  useEffect(() => {
    if (!stale) return undefined;
    const timer = setTimeout(again, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [stale]);
  return { value, error, again };
}
