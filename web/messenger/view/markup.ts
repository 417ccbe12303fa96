/** What people type between marks, as entities: **bold** _italic_ ~~struck~~ ||hidden|| `code` ```block``` [words](address) > quote. Pure. */
export type Entity = [string, number, number, (string | number)?];
export interface Mention { name: string; u: number }

interface Rule { re: RegExp; type: string; raw?: boolean }
const rules: Rule[] = [
  { re: /```(?:\w*\n)?([\s\S]+?)\n?```/, type: "pre", raw: true },
  { re: /`([^`\n]+)`/, type: "code", raw: true },
  { re: /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/, type: "link" },
  { re: /\*\*(\S(?:[\s\S]*?\S)?)\*\*/, type: "b" },
  { re: /(?<![\p{L}\p{N}_])_(\S(?:[^\n]*?\S)?)_(?![\p{L}\p{N}_])/u, type: "i" },
  { re: /~~(\S(?:[\s\S]*?\S)?)~~/, type: "s" },
  { re: /\|\|(\S(?:[\s\S]*?\S)?)\|\|/, type: "spoiler" },
  { re: /(?<=^|\n)> ?([^\n]*(?:\n> ?[^\n]*)*)/, type: "quote" },
];

function inline(src: string): { x: string; en: Entity[] } {
  let best: { rule: Rule; m: RegExpExecArray } | null = null;
  for (const rule of rules) {
    const m = rule.re.exec(src);
    if (m && (!best || m.index < best.m.index)) best = { rule, m };
  }
  if (!best) return { x: src, en: [] };
  const { rule, m } = best;
  const before = src.slice(0, m.index);
  const body = rule.type === "quote" ? (m[1] ?? "").replace(/\n> ?/g, "\n") : (m[1] ?? "");
  const inner = rule.raw ? { x: body, en: [] as Entity[] } : inline(body);
  const after = inline(src.slice(m.index + m[0].length));
  const at = before.length;
  const own: Entity = rule.type === "link" ? ["link", at, inner.x.length, m[2] ?? ""] : [rule.type, at, inner.x.length];
  const shift = (by: number) => (e: Entity): Entity => (e[3] === undefined ? [e[0], e[1] + by, e[2]] : [e[0], e[1] + by, e[2], e[3]]);
  return { x: before + inner.x + after.x, en: [own, ...inner.en.map(shift(at)), ...after.en.map(shift(at + inner.x.length))] };
}

/** Text and entities ready to be sent. Offsets are UTF-16 units, as JavaScript counts. */
export function read(typed: string, mentions: Mention[] = []): { x: string; en: Entity[] } {
  const { x, en } = inline(typed.trim());
  for (const { name, u } of mentions) {
    for (let at = x.indexOf(`@${name}`); at >= 0; at = x.indexOf(`@${name}`, at + 1)) {
      if (!en.some((e) => e[0] === "mention" && e[1] === at)) en.push(["mention", at, name.length + 1, u]);
    }
  }
  return { x, en: en.sort((a, b) => a[1] - b[1] || b[2] - a[2]) };
}

const marks: Record<string, [string, string]> = { b: ["**", "**"], i: ["_", "_"], s: ["~~", "~~"], spoiler: ["||", "||"], code: ["`", "`"], pre: ["```\n", "\n```"] };

/** The way back: a stored message as its author would type it, for editing. */
export function write(x: string, en: readonly Entity[] = []): string {
  const put: [number, number, string][] = [];
  en.forEach((e, order) => {
    const [type, at, len, data] = e;
    const pair = type === "link" ? (["[", `](${data ?? ""})`] as const) : marks[type];
    if (pair) put.push([at, order, pair[0]], [at + len, -order, pair[1]]);
    if (type === "quote") {
      put.push([at, order, "> "]);
      for (let i = at; i < at + len; i++) if (x[i] === "\n") put.push([i + 1, order, "> "]);
    }
  });
  put.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  return put.reduce((text, [at, , mark]) => text.slice(0, at) + mark + text.slice(at), x);
}
