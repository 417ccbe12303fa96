/** The first page of a list and those that were asked for after it; a new first page begins the list anew. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { sorry, toast } from "../Toast";
import { Pager } from "./pages";

export function useGathered<P>(first: P | undefined, after: (last: P) => Promise<P>): { pages: P[]; more: () => void } {
  const rest = useSignal<P[]>([]);
  const pager = useRef(new Pager()).current;
  useLayoutEffect(() => { pager.begin(); rest.value = []; }, [first]);
  const pages = first === undefined ? [] : [first, ...rest.value];
  const more = () => {
    const last = pages.at(-1);
    if (last !== undefined) void pager.next(() => after(last), (page) => { rest.value = [...rest.value, page]; }, (no) => toast(sorry(no)));
  };
  return { pages, more };
}
