/** The messages: only those near the screen are in the page, and what one looks at never moves when others come or go. */
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Bubble } from "./Bubble";
import { Icon } from "./icons";
import { gist, nameOf, serviceText } from "./names";
import { guess, type Row, rowsOf, span } from "./rows";
import { rove } from "./rove";
import { count, t, tn } from "./say";
import { type Chat, connection, type Conversation, core } from "./state";
import { left, seeking, wantDay } from "./talk";
import { announce } from "./Toast";
import { dayName } from "./when";

/** "end": keep the newest in sight. Else: the row called `key` stays `top` px below the upper edge. */
type Anchor = "end" | { key: string; top: number };
const BEYOND_PX = 900;
const AT_END_PX = 40;
/** Older ones may have been refused, or there was no line. */
const AGAIN_MS = 2000;
const flash = signal<string | null>(null);

/** What stands on a button is part of its name; Arabic has words for one and two that say no number. */
const counted = (said: string, shown: string): string => (said.includes(shown) ? said : `${said}: ${shown}`);

export function MessageList({ view, ch }: { view: Conversation; ch: Chat }) {
  const box = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>()).current;
  const anchor = useRef<Anchor | null>(null);
  /** On the way to the end: what still scrolls from an earlier jump does not lead away again; the reader's own hand does. */
  const going = useRef(false);
  /** The number of the jump by which one went to the end last, and whether one's own hand moved since. */
  const toEndBy = useRef(0);
  const moved = useRef(false);
  /** Where it was scrolled to when it was last put at the end. */
  const put = useRef(0);
  const [, redraw] = useState(0);
  const [atEnd, setAtEnd] = useState(true);
  const [day, setDay] = useState<{ text: string; on: boolean }>({ text: "", on: false });
  const rows = useMemo(() => rowsOf(view.items, view.divider, view.thread), [view.items, view.divider, view.thread]);
  const still = useStill(ch);
  const height = (row: Row) => heights.get(row.key) ?? guess(row);
  const viewport = box.current?.clientHeight ?? 800;

  anchor.current ??= firstAnchor(view, rows);
  const at = anchor.current === "end" ? -1 : rows.findIndex((r) => r.key === (anchor.current as { key: string }).key);
  const top = anchor.current === "end" || at < 0 ? 0 : (anchor.current as { top: number }).top;
  const [from, to] = at < 0
    ? span(rows, height, rows.length - 1, viewport + BEYOND_PX, BEYOND_PX)
    : span(rows, height, at, Math.max(0, top) + BEYOND_PX, viewport - top + BEYOND_PX);
  const sum = (a: number, b: number) => { let px = 0; for (let i = a; i < b; i += 1) px += height(rows[i] as Row); return px; };

  const each = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];

  const putAtEnd = (el: HTMLElement) => {
    el.scrollTop = el.scrollHeight;
    put.current = el.scrollTop;
  };

  /** Puts the anchor back where it was and learns the heights of what is drawn. */
  const settle = () => {
    const el = box.current;
    if (!el) return;
    const drawn = each();
    for (const row of drawn) heights.set(row.dataset["key"] as string, row.getBoundingClientRect().height);
    const want = anchor.current;
    if (want === "end" || !want) putAtEnd(el);
    else {
      const row = drawn.find((r) => r.dataset["key"] === want.key);
      if (row) el.scrollTop += row.getBoundingClientRect().top - el.getBoundingClientRect().top - want.top;
    }
  };
  useLayoutEffect(settle);

  const watch = () => {
    const el = box.current;
    if (!el) return;
    const edge = el.getBoundingClientRect().top;
    const below = () => el.scrollHeight - el.scrollTop - el.clientHeight;
    // something grew since, and no reader went up
    if (anchor.current === "end" && view.atEnd && below() >= AT_END_PX && el.scrollTop >= put.current - 1) putAtEnd(el);
    const gap = below();
    const end = gap < AT_END_PX && view.atEnd;
    setAtEnd(end);
    const drawn = each();
    const first = drawn.find((r) => r.dataset["seq"] && r.getBoundingClientRect().bottom > edge + 1); // a day stands above whatever comes before it
    if (end) going.current = false;
    if (end || going.current) anchor.current = "end";
    else if (first) anchor.current = { key: first.dataset["key"] as string, top: first.getBoundingClientRect().top - edge };
    else anchor.current = anchorAt(rows, height, el.scrollTop);
    const place = anchor.current;
    if (place !== "end") {
      const row = rows.find((r) => r.key === place.key);
      const m = row && "m" in row ? row.m : undefined;
      if (m?.seq && !view.thread) left.set(ch.id, { key: place.key, seq: m.seq, top: place.top });
      const marked = drawn.some((r) => r.firstElementChild?.classList.contains("day") && Math.abs(r.getBoundingClientRect().top - edge) < 44);
      if (m) setDay({ text: dayName(m.time), on: !marked });
    } else {
      if (!view.thread) left.delete(ch.id);
      setDay((d) => ({ ...d, on: false }));
    }
    const upper = drawn[0]?.getBoundingClientRect().top ?? edge;
    const lower = drawn.at(-1)?.getBoundingClientRect().bottom ?? edge;
    if ((from > 0 && upper > edge - BEYOND_PX / 2) || (to < rows.length && lower < edge + el.clientHeight + BEYOND_PX / 2)) redraw((n) => n + 1);
    if (el.scrollTop < 1500 && !view.atStart && !view.loadingOlder) core.older(ch.id);
    if (gap < 1500 && !view.atEnd && !view.loadingNewer) core.newer(ch.id);
    noteSeen(drawn, edge, edge + el.clientHeight);
  };

  const noteSeen = (drawn: HTMLElement[], upper: number, lower: number) => {
    if (document.visibilityState !== "visible") return;
    const seqs: number[] = [];
    for (const row of drawn) {
      const r = row.getBoundingClientRect();
      const seq = Number(row.dataset["seq"] ?? 0);
      if (seq && r.bottom <= lower + 24 && r.bottom > upper) seqs.push(seq);
    }
    const last = seqs.at(-1);
    if (last && ch.joined && !view.thread) core.read(ch.id, last);
    if (seqs.length && ch.kind === "channel") core.seen(ch.id, seqs);
  };

  // after every change of the window: what is now on screen, and is more needed
  useEffect(() => { watch(); }, [view.items, view.atStart, view.atEnd]);
  const online = connection.value.state === "online";
  useEffect(() => { // at the edge nothing scrolls that would ask for what could not be had
    if (!online || view.loadingOlder || view.loadingNewer || (view.atStart && view.atEnd)) return;
    const timer = setTimeout(watch, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [online, view]);
  useEffect(() => {
    const el = box.current as HTMLElement;
    const sizes = new ResizeObserver(settle);
    sizes.observe(el);
    sizes.observe(el.firstElementChild as Element);
    const seen = () => watch();
    addEventListener("focus", seen);
    document.addEventListener("visibilitychange", seen);
    return () => { sizes.disconnect(); removeEventListener("focus", seen); document.removeEventListener("visibilitychange", seen); };
  }, []);
  useEffect(() => {
    if (!day.on) return;
    const timer = setTimeout(() => setDay((d) => ({ ...d, on: false })), 1200);
    return () => clearTimeout(timer);
  }, [day.text, day.on, box.current?.scrollTop]);

  // a jump: to a reply, a pin, a mention, to the end; what was asked for before one went to the end leads nowhere
  const target = view.target;
  const reached = useRef<Conversation["target"]>(undefined);
  useEffect(() => {
    if (!target || reached.current === target || target.n < toEndBy.current) return;
    if (!target.seq) {
      reached.current = target;
      if (target.n === toEndBy.current && moved.current && at >= 0) return; // there already, and gone on by hand
      going.current = !view.atEnd;
      anchor.current = "end";
      redraw((n) => n + 1);
      return;
    }
    const row = rows.find((r) => "m" in r && r.m.seq === target.seq);
    if (!row) return;
    reached.current = target;
    going.current = false;
    anchor.current = { key: row.key, top: Math.max(20, (box.current?.clientHeight ?? 400) / 3) };
    flash.value = row.key;
    setTimeout(() => { if (flash.value === row.key) flash.value = null; }, 1800);
    redraw((n) => n + 1);
  }, [target, rows]);

  useNews(view);

  const toEnd = () => {
    going.current = true;
    moved.current = false;
    anchor.current = "end";
    toEndBy.current = core.jump(ch.id); // at the end, too: it takes back a jump whose answer has not come
    setAtEnd(true);
    redraw((n) => n + 1);
  };
  const toMention = () => {
    const { current } = toEndBy;
    void core.call("msg.mentions", { c: ch.id }).then(({ s }) => { if (s[0] && current === toEndBy.current) core.jump(ch.id, s[0]); }).catch(() => undefined);
  };
  const byHand = () => {
    going.current = false;
    moved.current = true;
  };
  const lastKey = rows.at(-1)?.key;
  return (
    <>
      <div class={day.on && !atEnd ? "float-day day on" : "float-day day"} aria-hidden="true"><span>{day.text}</span></div>
      <div class="msgs" ref={box} onScroll={watch} onWheel={byHand} onTouchMove={byHand} onPointerDown={byHand} role="log" aria-live="off" aria-label={t("messages")} data-test="messages" onKeyDown={(ev) => { byHand(); if (ev.target === ev.currentTarget || (ev.target as HTMLElement).matches(".m")) rove(ev, ".m"); }}>
        <div class="in-flow">
          {view.atStart ? null : <p class="center ahead">{view.loadingOlder ? <span class="spin" role="img" aria-label={t("loading")} /> : null}</p>}
          <div style={`block-size:${sum(0, from)}px`} />
          {rows.slice(from, to).map((row) => (
            <div key={row.key} data-key={row.key} data-seq={"m" in row ? row.m.seq : undefined} style="display:flow-root">
              {row.kind === "day" ? <div class="day">{view.thread ? <span>{dayName(row.time)}</span> : <button tabIndex={-1} title={t("to_date")} data-test="day-chip" onClick={() => { wantDay.value = row.time; seeking.value = true; }}>{dayName(row.time)}</button>}</div>
                : row.kind === "new" ? <div class="unread-line" data-test="unread-line">{t("new_messages")}</div>
                : row.kind === "sep" ? <div class="day sep" data-test="thread-line"><span>{row.n ? tn("comments_n", row.n) : t("no_comments")}</span></div>
                : row.kind === "svc" ? <div class="svc" data-test="service"><span>{serviceText(row.m)}</span></div>
                : <Bubble m={row.m} ch={still} first={row.first} last={row.last} flash={flash.value === row.key} tab={row.key === lastKey} />}
            </div>
          ))}
          <div style={`block-size:${sum(to, rows.length)}px`} />
        </div>
      </div>
      <div class="down">
        {ch.mentions && !view.thread ? <button aria-label={counted(tn("mentions_n", ch.mentions), count(ch.mentions))} data-test="to-mention" onClick={toMention}><Icon name="at" /><span class="count">{count(ch.mentions)}</span></button> : null}
        {!atEnd || !view.atEnd ? <button aria-label={ch.unread ? counted(tn("new_n", ch.unread), count(ch.unread)) : t("to_end")} data-test="to-end" onClick={toEnd}><Icon name="down" size={24} />{ch.unread ? <span class="count">{count(ch.unread)}</span> : null}</button> : null}
      </div>
    </>
  );
}

/** The chat as bubbles need it: another object only when one of these parts changed, not with every message. */
function useStill(ch: Chat): Chat {
  return useMemo(() => ch, [ch.id, ch.title, ch.role, ch.may, ch.rights, ch.joined, ch.state, ch.flags, ch.pinned.join()]);
}

/** Where to stand when a chat opens: where it was left, the first unread message, or the end. */
function firstAnchor(view: Conversation, rows: Row[]): Anchor {
  if (view.thread) return view.items[0]?.seq === view.thread && view.items.length < 12 ? { key: rows[0]?.key ?? "", top: 10 } : "end";
  const was = left.get(view.chat);
  if (was && rows.some((r) => r.key === was.key)) return { key: was.key, top: was.top };
  if (rows.some((r) => r.key === "new")) return { key: "new", top: 60 };
  return "end";
}

/** After a leap with the scroll bar: the row that should be at this height. */
function anchorAt(rows: Row[], height: (row: Row) => number, y: number): Anchor {
  let px = 0;
  for (const row of rows) {
    const h = height(row);
    if (px + h > y && "m" in row) return { key: row.key, top: px - y };
    px += h;
  }
  return "end";
}

/** Tells a screen reader what has just been said by others. */
function useNews(view: Conversation): void {
  const last = useRef(view.items.at(-1)?.seq ?? 0);
  useEffect(() => {
    const m = view.items.at(-1);
    if (!m || m.seq <= last.current) return;
    last.current = m.seq;
    if (!m.mine && view.atEnd) announce(m.from ? `${nameOf(m.from)}: ${gist(m)}` : gist(m));
  }, [view.items]);
}
