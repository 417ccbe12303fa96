/** Who might be meant by the @… being typed. */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { Avatar } from "./Avatar";
import type { Mention } from "./markup";
import { isTwo, nameOf } from "./names";
import { t } from "./say";
import { ask, type Chat, me, userOf } from "./state";

interface State { list: Signal<number[]>; at: Signal<number>; look: () => void; take: (u: number, mentions: Mention[]) => void; keys: (ev: KeyboardEvent, mentions: Mention[]) => boolean }

export function useSuggest(ch: Chat, area: RefObject<HTMLTextAreaElement | null>, text: Signal<string>): State {
  const list = useSignal<number[]>([]);
  const at = useSignal(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const before = () => text.peek().slice(0, area.current?.selectionStart ?? 0);
  const look = () => {
    clearTimeout(timer.current);
    const typed = isTwo(ch) ? null : /(?:^|\s)@([\p{L}\p{N}_]{0,30})$/u.exec(before());
    if (!typed) { list.value = []; return; }
    timer.current = setTimeout(() => {
      ask("member.list", { c: ch.id, q: typed[1] ?? "", limit: 8 })
        .then(({ members }) => { list.value = members.map((m) => m.u).filter((u) => u !== me.value?.id); at.value = 0; })
        .catch(() => { list.value = []; });
    }, 120);
  };
  const take = (u: number, mentions: Mention[]) => {
    const user = userOf(u);
    if (!user) return;
    const head = before().replace(/@[\p{L}\p{N}_]{0,30}$/u, "");
    const tail = text.peek().slice(area.current?.selectionStart ?? 0);
    if (!user.username) mentions.push({ name: user.name, u });
    const said = `${head}@${user.username ?? user.name} `;
    text.value = said + tail;
    list.value = [];
    requestAnimationFrame(() => { area.current?.focus(); area.current?.setSelectionRange(said.length, said.length); });
  };
  const keys = (ev: KeyboardEvent, mentions: Mention[]) => {
    const n = list.value.length;
    if (!n) return false;
    if (ev.key === "ArrowDown" || ev.key === "ArrowUp") at.value = (at.value + (ev.key === "ArrowDown" ? 1 : n - 1)) % n;
    else if (ev.key === "Enter" || ev.key === "Tab") take(list.value[at.value] as number, mentions);
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
    <div class="suggest" role="listbox" aria-label={t("mention")} data-test="suggest">
      {state.list.value.map((u, i) => (
        <button class="line" role="option" key={u} aria-selected={i === state.at.value} tabIndex={-1} onMouseDown={(ev) => { ev.preventDefault(); state.take(u, mentions); }}>
          <Avatar id={u} name={nameOf(u)} />
          <bdi class="grow cut">{nameOf(u)}</bdi>
          {userOf(u)?.username ? <span class="sub"><bdi>@{userOf(u)?.username}</bdi></span> : null}
        </button>
      ))}
    </div>
  );
}
