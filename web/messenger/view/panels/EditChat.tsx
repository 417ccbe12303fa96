/** The face of a chat: title, description, public name; how it is published and read; its discussion group. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { hasRight, isAdmin, membersLine, Right } from "../names";
import { maybe, t } from "../say";
import { confirm, Sheet } from "../Sheet";
import { ask, type Chat, chatOf, chats } from "../state";
import { tell, toast } from "../Toast";
import { PhotoButtons } from "./Crop";
import { Switch } from "./Switch";

type Props = { close: () => void; ch: Chat };

const OFFERED = [..."👍👎❤🔥🎉😁😂😮😢😡🙏👏🤔💯🤝👌🥰🤯🤩👀💔🕊🫡🍾⚡🏆💪🌚"];

/** Is the name free? Asked half a second after the last letter. */
function useNameCheck(c: number, name: { value: string }, was: string) {
  const said = useSignal<{ free: boolean; why?: string } | null>(null);
  useEffect(() => {
    said.value = null;
    if (!name.value || name.value === was) return;
    let past = false;
    const timer = setTimeout(() => ask("name.check", { name: name.value, c }).then((r) => { if (!past) said.value = r; }).catch(() => undefined), 350);
    return () => { past = true; clearTimeout(timer); };
  }, [name.value]);
  return said;
}

export function EditChat({ close, ch }: Props) {
  const title = useSignal(ch.title);
  const about = useSignal(ch.about ?? "");
  const name = useSignal(ch.username ?? "");
  const flags = { sign: useSignal(!!ch.flags["sign"]), protect: useSignal(!!ch.flags["protect"]), hide_history: useSignal(!!ch.flags["hide_history"]), join_requests: useSignal(!!ch.flags["join_requests"]) };
  const allowed = ch.flags["reactions"] as string[] | undefined;
  const mode = useSignal<"all" | "some" | "none">(!allowed ? "all" : allowed.length ? "some" : "none");
  const some = useSignal<ReadonlySet<string>>(new Set(allowed?.length ? allowed : OFFERED.slice(0, 8)));
  const check = useNameCheck(ch.id, name, ch.username ?? "");
  const right = hasRight(ch, Right.changeInfo);
  const group = ch.kind === "group";
  const taken = !!name.value && name.value !== (ch.username ?? "") && check.value !== null && !check.value.free;
  const save = async () => {
    const change: Parameters<typeof ask<"chat.edit">>[1] = { c: ch.id, title: title.value.trim(), about: about.value.trim() };
    if (right) {
      for (const [flag, on] of Object.entries(flags)) if (on.value !== !!ch.flags[flag]) Object.assign(change, { [flag]: on.value });
      const wanted = mode.value === "all" ? ["*"] : mode.value === "none" ? [] : OFFERED.filter((e) => some.value.has(e));
      if (JSON.stringify(wanted) !== JSON.stringify(allowed ?? ["*"])) change.reactions = wanted;
      if (name.value !== (ch.username ?? "")) Object.assign(change, { name: name.value, public: !!name.value });
    }
    if ((await tell(ask("chat.edit", change))) !== undefined) { close(); toast(t("saved_ok"), undefined, 2000); }
  };
  const toggle = (e: string) => { const next = new Set(some.value); if (!next.delete(e)) next.add(e); some.value = next; };
  const flag = (key: keyof typeof flags, text: string, sub: string) => <Switch text={text} sub={sub} on={flags[key].value} set={(on) => { flags[key].value = on; }} test={`flag-${key}`} />;
  return (
    <Sheet title={t("edit")} onClose={close} tall test="edit-sheet" foot={<button class="btn" disabled={!title.value.trim() || taken} data-test="edit-save" onClick={() => void save()}>{t("save")}</button>}>
      <div class="pad col" style="gap:16px">
        <PhotoButtons owner={{ c: ch.id }} id={ch.id} name={title.value} photo={chatOf(ch.id)?.photo} />
        <label class="field"><span class="lbl">{t("title")}</span><input class="in" dir="auto" maxLength={128} value={title.value} data-test="edit-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /></label>
        <label class="field"><span class="lbl">{t("chat_about")}</span><textarea class="in" dir="auto" rows={3} maxLength={512} value={about.value} data-test="edit-about" onInput={(ev) => { about.value = ev.currentTarget.value; }} /></label>
        {right ? (
          <label class="field"><span class="lbl">{t("public_name")}</span>
            <input class="in" dir="ltr" maxLength={32} value={name.value} data-test="edit-name" aria-invalid={taken} onInput={(ev) => { name.value = ev.currentTarget.value.replace(/[^\w]/g, ""); }} />
            <span class={taken ? "err" : "hint"} role="status" data-test="edit-name-says">{taken ? (maybe(`why_${check.value?.why?.replaceAll(".", "_")}`) ?? t("name_taken"))
              : !name.value ? t("private_text") : <><bdi dir="ltr">{location.host}/{name.value}</bdi>{check.value?.free ? ` · ${t("name_free")}` : ""}</>}</span>
          </label>
        ) : null}
      </div>
      {right ? (
        <>
          <div class="group"><h3>{t("reading")}</h3>
            {group ? null : flag("sign", t("sign_posts"), t("sign_why"))}
            {flag("protect", t("protect"), t("protect_why"))}
            {flag("hide_history", t("hide_history"), t("hide_history_why"))}
            {flag("join_requests", t("ask_to_join"), t("ask_why"))}
          </div>
          <div class="group"><h3 id="rx-mode">{t("reactions")}</h3>
            <div class="pad chips" role="radiogroup" aria-labelledby="rx-mode">{(["all", "some", "none"] as const).map((m) => <button class="chip" key={m} role="radio" aria-checked={mode.value === m} data-test={`rx-${m}`} onClick={() => { mode.value = m; }}>{t(`rx_${m}`)}</button>)}</div>
            {mode.value === "some" ? <div class="emo glyph" role="group" aria-label={t("rx_some")}>{OFFERED.map((e) => <button key={e} aria-pressed={some.value.has(e)} aria-label={e} onClick={() => toggle(e)}>{e}</button>)}</div> : null}
          </div>
        </>
      ) : null}
    </Sheet>
  );
}

/** Which group talks about a channel's posts; or, seen from the group, of which channel. */
export function Discussion({ close, ch }: Props) {
  const linked = ch.linked ? chatOf(ch.linked) : undefined;
  const able = chats.value.filter((g) => g.kind === (ch.kind === "channel" ? "group" : "channel") && isAdmin(g) && hasRight(g, Right.changeInfo) && !g.linked && !g.state);
  const link = async (other: Chat) => {
    if (!(await confirm({ title: t("link_q", { name: other.title }), text: t(other.public || ch.kind === "group" ? "link_text_public" : "link_text_private"), yes: t("link_go") }))) return;
    if ((await tell(ask("chat.edit", { c: ch.id, linked: other.id }))) !== undefined) { close(); toast(t("linked_ok")); }
  };
  const part = async () => {
    if (!(await confirm({ title: t("unlink_q"), text: t("unlink_text"), yes: t("unlink"), danger: true }))) return;
    if ((await tell(ask("chat.edit", { c: ch.id, linked: 0 }))) !== undefined) close();
  };
  const row = (c: Chat) => <><Avatar id={c.id} name={c.title} size={42} /><span class="grow"><span class="cut" style="display:block"><bdi>{c.title}</bdi></span><span class="sub cut">{c.public ? <bdi>@{c.username}</bdi> : t("private_short")} · {membersLine(c)}</span></span></>;
  return (
    <Sheet title={t("discussion")} onClose={close} tall test="discussion-sheet">
      <p class="pad quiet small">{t("discussion_text")}</p>
      {ch.linked ? (
        <div class="group">
          <div class="line">{linked ? row(linked) : <span class="grow quiet">{t("linked_unseen")}</span>}</div>
          <button class="line danger" data-test="unlink" onClick={() => void part()}><Icon name="close" />{t("unlink")}</button>
        </div>
      ) : (
        <div class="group"><h3>{t(ch.kind === "channel" ? "choose_group" : "choose_channel")}</h3>
          {able.map((g) => <button class="line" key={g.id} data-test="link-chat" onClick={() => void link(g)}>{row(g)}</button>)}
          {able.length ? null : <p class="pad quiet">{t(ch.kind === "channel" ? "no_group_to_link" : "no_channel_to_link")}</p>}
        </div>
      )}
    </Sheet>
  );
}
