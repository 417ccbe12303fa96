/** A conversation cut into rows, and which of them to draw around an anchor. Pure. */
import { carriedHeight } from "./media/box";
import type { Message } from "./state";
import { dayOf } from "./when";

export type Row =
  | { key: string; kind: "day"; day: number; time: number }
  | { key: string; kind: "new" }
  | { key: string; kind: "sep"; n: number }
  | { key: string; kind: "svc"; m: Message }
  | { key: string; kind: "msg"; m: Message; first: boolean; last: boolean };

const TOGETHER_MS = 5 * 60_000;

function together(a: Message | undefined, b: Message | undefined): boolean {
  return !!a && !!b && a.from === b.from && a.mine === b.mine && !a.service && !b.service && Math.abs(b.time - a.time) < TOGETHER_MS && dayOf(a.time) === dayOf(b.time);
}

/** `divider`: the seq after which the line "new messages" is drawn, 0: none; `thread`: the post above its comments. */
export function rowsOf(items: Message[], divider: number, thread = 0): Row[] {
  const rows: Row[] = [];
  let day = 0;
  let marked = divider === 0;
  items.forEach((m, i) => {
    const today = dayOf(m.time);
    const fresh = !marked && m.seq > divider && !m.mine;
    if (today !== day) rows.push({ key: `d${today}`, kind: "day", day: (day = today), time: m.time });
    if (fresh) {
      rows.push({ key: "new", kind: "new" });
      marked = true;
    }
    if (m.service) rows.push({ key: m.key, kind: "svc", m });
    else rows.push({ key: m.key, kind: "msg", m, first: fresh || !together(items[i - 1], m), last: !together(m, items[i + 1]) });
    if (thread && m.seq === thread) rows.push({ key: "sep", kind: "sep", n: items.length - i - 1 });
  });
  return rows;
}

/** Height in px before it was ever drawn. */
export function guess(row: Row): number {
  if (row.kind !== "msg") return 40;
  const lines = Math.max(1, Math.ceil(row.m.text.length / 46)) + (row.m.text.match(/\n/g)?.length ?? 0);
  return 16 + lines * 21 + (row.first ? 12 : 0) + (row.m.reply ? 48 : 0) + (row.m.poll ? 60 + 44 * row.m.poll.options.length : 0) + (row.m.reactions.length ? 34 : 0) + 44 * (row.m.keyboard?.length ?? 0) + carriedHeight(row.m);
}

/** Indices [from, to) so that `above` px before and `below` px after row `at` are drawn. */
export function span(rows: Row[], height: (row: Row) => number, at: number, above: number, below: number): [number, number] {
  let from = Math.max(0, Math.min(at, rows.length - 1));
  let to = from;
  for (let px = 0; from > 0 && px < above; ) px += height(rows[(from -= 1)] as Row);
  for (let px = 0; to < rows.length && px < below; to += 1) px += height(rows[to] as Row);
  return [from, to];
}
