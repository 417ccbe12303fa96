/** Something fetched for a panel: waiting, there, or refused with a way to try again. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export interface Fetched<T> { value: Signal<T | undefined>; error: Signal<unknown>; again: () => void }

export function useFetched<T>(get: () => Promise<T>, deps: unknown[] = []): Fetched<T> {
  const value = useSignal<T | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const again = () => {
    error.value = undefined;
    get().then((v) => { value.value = v; }).catch((e: unknown) => { error.value = e; });
  };
  useEffect(again, deps);
  return { value, error, again };
}
