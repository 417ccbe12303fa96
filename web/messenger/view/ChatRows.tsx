/** The rows of the chat list. Of a long list only those near the screen are in the page, so that five hundred chats cost no more than thirty. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ChatRow } from "./ChatRow";
import { rove } from "./rove";
import type { Chat } from "./state";

const ALL_UP_TO = 60;
/** Rows drawn beyond either edge of the screen. */
const BEYOND = 15;
const ROW_PX = 68;

/** While a finger is down the rows keep their places: what is pressed would be elsewhere before it is let go. */
function useStillOrder(rows: Chat[]): [Chat[], () => void] {
  const order = useRef<Map<number, number> | null>(null);
  const [, redraw] = useState(0);
  const place = (ch: Chat) => order.current?.get(ch.id) ?? rows.length;
  const hold = () => {
    order.current = new Map(rows.map((ch, i) => [ch.id, i]));
    const end = () => {
      for (const kind of ["pointerup", "pointercancel"]) removeEventListener(kind, end, true);
      setTimeout(() => { order.current = null; redraw((n) => n + 1); }); // after the click
    };
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, end, true);
  };
  return [order.current ? [...rows].sort((a, b) => place(a) - place(b)) : rows, hold];
}

export function ChatRows({ rows: sorted, here }: { rows: Chat[]; here: number }) {
  const [rows, hold] = useStillOrder(sorted);
  const list = useRef<HTMLUListElement>(null);
  const px = useRef(ROW_PX);
  const [upper, setUpper] = useState(0);
  const scroller = () => list.current?.parentElement as HTMLElement;
  const long = rows.length > ALL_UP_TO;
  const shown = Math.ceil((list.current ? scroller().clientHeight : innerHeight) / px.current);
  const from = long ? Math.max(0, Math.min(upper, rows.length - shown) - BEYOND) : 0;
  const to = long ? Math.min(rows.length, from + shown + 2 * BEYOND) : rows.length;
  const drawn = rows.slice(from, to);
  const entry = drawn.some((ch) => ch.id === here) ? here : (drawn[Math.min(drawn.length - 1, upper - from)] ?? drawn[0])?.id;

  useLayoutEffect(() => {
    const height = list.current?.querySelector(".chat")?.getBoundingClientRect().height;
    if (height) px.current = height;
  }, [rows.length > 0]);
  useEffect(() => {
    const el = scroller();
    const watch = () => setUpper(Math.floor(el.scrollTop / px.current / 5) * 5);
    watch();
    el.addEventListener("scroll", watch, { passive: true });
    return () => el.removeEventListener("scroll", watch);
  }, []);

  const keys = (ev: KeyboardEvent) => {
    if (long && (ev.key === "Home" || ev.key === "End")) {
      ev.preventDefault();
      const end = ev.key === "End";
      scroller().scrollTop = end ? scroller().scrollHeight : 0;
      requestAnimationFrame(() => requestAnimationFrame(() => [...(list.current?.querySelectorAll<HTMLElement>(".chat") ?? [])].at(end ? -1 : 0)?.focus()));
    } else rove(ev, ".chat");
  };
  return (
    <ul class="chats" ref={list} onKeyDown={keys} onPointerDown={hold}>
      {from ? <li style={`block-size:${from * px.current}px`} aria-hidden="true" /> : null}
      {drawn.map((ch, i) => <ChatRow key={ch.id} ch={ch} current={ch.id === here} tab={ch.id === entry} place={long ? from + i + 1 : 0} of={long ? rows.length : 0} />)}
      {to < rows.length ? <li style={`block-size:${(rows.length - to) * px.current}px`} aria-hidden="true" /> : null}
    </ul>
  );
}
