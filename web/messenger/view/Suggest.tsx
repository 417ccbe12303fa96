/** Who might be meant by the @… being typed, what bots may be told by the /…, and which emoji by the :…. */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { Avatar } from "./Avatar";
import { BotMark } from "./bots/mark";
import type { Mention } from "./markup";
import { isTwo, nameOf } from "./names";
import { t } from "./say";
import { ask, type Chat, me, userOf } from "./state";

/** A person to mention, a command of a bot (`said`, as it is sent), or an emoji. */
interface Hint { u: number; emoji?: string; said?: string; about?: string | undefined }

interface State { list: Signal<Hint[]>; at: Signal<number>; look: () => void; take: (hint: Hint, mentions: Mention[]) => void; keys: (ev: KeyboardEvent, mentions: Mention[]) => boolean }

export function useSuggest(ch: Chat, area: RefObject<HTMLTextAreaElement | null>, text: Signal<string>, put: (value: string, at: number) => void, command: (said: string) => void): State {
  const list = useSignal<Hint[]>([]);
  const at = useSignal(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const before = () => text.peek().slice(0, area.current?.selectionStart ?? 0);
  const look = () => {
    clearTimeout(timer.current);
    const slash = ch.kind === "channel" ? null : /^\/(\w{0,64})$/.exec(before());
    if (slash) {
      import("./bots/known")
        .then(async (p) => {
          const bots = await p.botsOf(ch);
          if (before() !== slash[0]) return;
          list.value = bots.flatMap((b) => b.cmds.filter((c) => c.n.toLowerCase().startsWith((slash[1] ?? "").toLowerCase())).map((c) => ({ u: b.u, said: p.addressed(ch, b.u, c.n), about: c.ab })));
          at.value = 0;
        })
        .catch(() => { list.value = []; });
      return;
    }
    const named = /(?:^|\s):(\p{L}{2,20})$/u.exec(before());
    if (named) {
      import("./panels/Emoji").then((p) => p.byName(named[1] ?? "")).then((found) => { if (before().endsWith(named[0])) { list.value = found.slice(0, 6).map((emoji) => ({ u: 0, emoji })); at.value = 0; } }).catch(() => undefined);
      return;
    }
    const typed = isTwo(ch) ? null : /(?:^|\s)@([\p{L}\p{N}_]{0,30})$/u.exec(before());
    if (!typed) { list.value = []; return; }
    timer.current = setTimeout(() => {
      ask("member.list", { c: ch.id, q: typed[1] ?? "", limit: 8 })
        .then(({ members }) => { if (!before().endsWith(typed[0])) return; list.value = members.map((m) => ({ u: m.u })).filter(({ u }) => u !== me.value?.id); at.value = 0; })
        .catch(() => { list.value = []; });
    }, 120);
  };
  const replace = (cut: RegExp, word: string) => {
    const said = before().replace(cut, word);
    clearTimeout(timer.current);
    put(said + text.peek().slice(area.current?.selectionStart ?? 0), said.length);
    list.value = [];
    area.current?.focus();
  };
  const take = ({ u, emoji, said: told }: Hint, mentions: Mention[]) => {
    if (emoji) return replace(/:\p{L}*$/u, emoji);
    if (told) {
      list.value = [];
      return command(told);
    }
    const user = userOf(u);
    if (!user) return;
    const name = user.own ?? user.name; // what contacts call them is nobody else's
    if (!user.username) mentions.push({ name, u });
    replace(/@[\p{L}\p{N}_]{0,30}$/u, `@${user.username ?? name} `);
  };
  const keys = (ev: KeyboardEvent, mentions: Mention[]) => {
    const n = list.value.length;
    if (!n) return false;
    if (ev.key === "ArrowDown" || ev.key === "ArrowUp") at.value = (at.value + (ev.key === "ArrowDown" ? 1 : n - 1)) % n;
    else if (ev.key === "Enter" || ev.key === "Tab") take(list.value[at.value] as Hint, mentions);
    else if (ev.key === "Escape") list.value = [];
    else return false;
    ev.preventDefault();
    ev.stopPropagation();
    return true;
  };
  return { list, at, look, take, keys };
}

export function Suggest({ state, mentions }: { state: State; mentions: Mention[] }) {
  if (!state.list.value.length) return null;
  return (
    <div class="suggest" role="listbox" aria-label={t(state.list.value[0]?.said ? "commands" : state.list.value[0]?.emoji ? "emoji" : "mention")} data-test="suggest">
      {state.list.value.map((hint, i) => { const { u, emoji } = hint; return emoji ? <button class="emo-hint glyph" role="option" key={emoji} aria-label={emoji} aria-selected={i === state.at.value} tabIndex={-1} data-test="hint-emoji" onMouseDown={(ev) => { ev.preventDefault(); state.take(hint, mentions); }}>{emoji}</button> : (
        <button class="line" role="option" key={`${u}${hint.said ?? ""}`} aria-selected={i === state.at.value} tabIndex={-1} data-test={hint.said ? "hint-command" : "hint"} onMouseDown={(ev) => { ev.preventDefault(); state.take(hint, mentions); }}>
          <Avatar id={u} name={nameOf(u)} />
          {hint.said ? <span class="grow"><b dir="ltr">{hint.said}</b>{hint.about ? <span class="sub cut" dir="auto">{hint.about}</span> : null}</span> : <bdi class="grow cut">{nameOf(u)}</bdi>}
          {hint.said ? null : userOf(u)?.bot ? <BotMark user={u} /> : null}
          {!hint.said && userOf(u)?.username ? <span class="sub"><bdi>@{userOf(u)?.username}</bdi></span> : null}
        </button>
      ); })}
    </div>
  );
}
