/** A message's text with its entities, safely: everything is text nodes, addresses are checked. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Entity } from "./markup";
import { Icon } from "./icons";
import { openUser } from "./panels";
import { t } from "./say";
import { core, userOf } from "./state";
import { lookFor, talkChat } from "./talk";
import { tell, toast } from "./Toast";

/** Split text into nested spans: entities sorted by start, longer first. Overlaps are cut at the parent's end. */
interface Node { e: Entity | null; from: number; to: number; kids: Node[] }
function tree(x: string, en: readonly Entity[]): Node {
  const root: Node = { e: null, from: 0, to: x.length, kids: [] };
  const path = [root];
  for (const e of [...en].sort((a, b) => a[1] - b[1] || b[2] - a[2])) {
    const [, from, len] = e;
    while (path.length > 1 && (path.at(-1) as Node).to <= from) path.pop();
    const parent = path.at(-1) as Node;
    const node: Node = { e, from, to: Math.min(from + len, parent.to), kids: [] };
    if (node.to > node.from) {
      parent.kids.push(node);
      path.push(node);
    }
  }
  return root;
}

const safe = (url: string): string | null => (/^(https?:\/\/|mailto:|tel:)/i.test(url) ? url : /^[\p{L}\p{N}\p{M}_-]+(\.[\p{L}\p{N}\p{M}_-]+)+/u.test(url) ? `https://${url}` : null);
const domain = (url: string): string => { try { return new URL(url).hostname; } catch { return ""; } };

function Spoiler({ children }: { children: ComponentChildren }) {
  const [shown, show] = useState(false);
  const open = (ev: Event) => { show(true); ev.stopPropagation(); };
  if (shown) return <span class="spoil shown">{children}</span>;
  return <span class="spoil" role="button" tabIndex={0} onClick={open} onKeyDown={(ev) => { if (ev.key === "Enter") open(ev); }}><span class="sr">{t("show_hidden")}</span><span aria-hidden="true">{children}</span></span>;
}

function Out({ href, children }: { href: string; children: ComponentChildren }) {
  return <a href={href} target="_blank" rel="noopener noreferrer nofollow">{children}</a>;
}

/** In a dialog with a bot a command is said by pressing it. */
function Command({ said, children }: { said: string; children: ComponentChildren }) {
  const ch = talkChat();
  if (!ch?.peer || !userOf(ch.peer)?.bot) return <span class="at" dir="auto">{children}</span>;
  return <button class="at" dir="ltr" data-test="said-command" onClick={(ev) => { ev.stopPropagation(); void tell(core.send(ch.id, { text: said })); }}>{children}</button>;
}

const take = (text: string): void => void navigator.clipboard?.writeText(text).then(() => toast(t("copied"), undefined, 2000)).catch(() => toast(t("copy_failed")));

function wrap(e: Entity, text: string, kids: ComponentChildren): ComponentChildren {
  const [type, , , data] = e;
  switch (type as Entity[0] | "hit") {
    case "hit": return <mark>{kids}</mark>;
    case "mark": return <mark class="pen">{kids}</mark>;
    case "head": return <strong class="head">{kids}</strong>;
    case "b": return <strong>{kids}</strong>;
    case "i": return <em>{kids}</em>;
    case "u": return <u>{kids}</u>;
    case "s": return <s>{kids}</s>;
    case "code": return <code onClick={() => take(text)}>{kids}</code>;
    case "pre": return <div class="codeblock"><pre tabIndex={0}>{kids}</pre><button class="tool" tabIndex={-1} aria-label={t("copy")} title={t("copy")} data-test="code-copy" onClick={(ev) => { ev.stopPropagation(); take(text); }}><Icon name="copy" size={16} /></button></div>;
    case "quote": return <blockquote dir="auto">{kids}</blockquote>;
    case "spoiler": return <Spoiler>{kids}</Spoiler>;
    case "mention": return <a class="at" href={`#/u/${data}`} onClick={(ev) => { ev.preventDefault(); openUser(Number(data)); }}>{kids}</a>;
    case "name": return <a class="at" href={`#/${text}`}>{kids}</a>;
    case "email": return <a href={`mailto:${text}`}>{kids}</a>;
    case "phone": return <a href={`tel:${text.replace(/[^+\d]/g, "")}`} dir="ltr">{kids}</a>;
    case "cmd": return <Command said={text}>{kids}</Command>;
    case "tag": return <button class="at" dir="auto" tabIndex={-1} data-test="said-tag" onClick={(ev) => { ev.stopPropagation(); lookFor(text); }}>{kids}</button>;
    case "url": { const to = safe(text); return to ? <Out href={to}>{kids}</Out> : kids; }
    case "link": {
      const to = safe(String(data ?? ""));
      if (!to) return kids;
      const host = domain(to);
      return <><Out href={to}>{kids}</Out>{host && !text.includes(host) ? <span class="dom"> ({host})</span> : null}</>;
    }
    default: return kids;
  }
}

/** Drawn as blocks: the line breaks beside them would leave an empty line. */
const BLOCKS = new Set(["quote", "pre"]);

function draw(x: string, node: Node): ComponentChildren[] {
  const out: ComponentChildren[] = [];
  let at = node.from;
  for (const kid of node.kids) {
    if (BLOCKS.has(String(kid.e?.[0])) && kid.from > at && x[kid.from - 1] === "\n") out.push(x.slice(at, kid.from - 1));
    else if (kid.from > at) out.push(x.slice(at, kid.from));
    out.push(wrap(kid.e as Entity, x.slice(kid.from, kid.to), draw(x, kid)));
    at = kid.to;
    if (BLOCKS.has(String(kid.e?.[0])) && x[at] === "\n") at += 1;
  }
  if (at < node.to) out.push(x.slice(at, node.to));
  return out;
}

const onlyEmoji = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*\s?){1,3}$/u;
export const isBig = (x: string): boolean => x.length < 30 && onlyEmoji.test(x);

/** What a search found, as pieces that lie within the entities they cross. */
function hitsOf(en: readonly Entity[], hits: readonly [number, number][]): Entity[] {
  const edges = [...new Set(en.flatMap(([, from, size]) => [from, from + size]))].sort((a, b) => a - b);
  return hits.flatMap(([from, size]) => {
    const cuts = [from, ...edges.filter((at) => at > from && at < from + size), from + size];
    return cuts.slice(1).map((to, i) => ["hit", cuts[i], to - (cuts[i] ?? 0)] as unknown as Entity);
  });
}

export function Rich({ x, en, hits }: { x: string; en?: readonly Entity[] | undefined; hits?: readonly [number, number][] | undefined }) {
  const all = hits?.length ? [...(en ?? []), ...hitsOf(en ?? [], hits)] : en;
  return <>{all?.length ? draw(x, tree(x, all)) : x}</>;
}
