/** Folders for chats: make, fill by kind and by name, order, remove. */
import { type Signal, useSignal } from "@preact/signals";
import type { ChatKind } from "../../core/api";
import { Avatar } from "../Avatar";
import { inFolder } from "../folders";
import { Icon } from "../icons";
import { colourOf, iconOf, titleOf } from "../names";
import { t, tn } from "../say";
import { confirm, Sheet, showSheet } from "../Sheet";
import { ask, chats, type Folder, folders } from "../state";
import { tell } from "../Toast";

const FOLDERS_MAX = 20;

export function Folders({ close }: { close: () => void }) {
  const list = folders.value;
  const edit = (f?: Folder) => showSheet((end) => <EditFolder close={end} f={f} />);
  const move = (at: number, by: number) => {
    const order = list.map((f) => f.id);
    order.splice(at + by, 0, ...order.splice(at, 1));
    void tell(ask("folder.order", { order }));
  };
  return (
    <Sheet title={t("folders")} onClose={close} tall test="folders" foot={list.length < FOLDERS_MAX ? <button class="btn" data-test="folder-new" onClick={() => edit()}>{t("new_folder")}</button> : undefined}>
      <p class="pad quiet small">{t("folders_about")}</p>
      {list.map((f, at) => (
        <div class="line" key={f.id} data-test="folder">
          <button class="row grow" data-test="folder-edit" onClick={() => edit(f)}><Icon name="folder" /><span class="grow"><span class="cut" style="display:block"><bdi>{f.title}</bdi></span><span class="sub">{tn("chats_n", chats.value.filter((c) => inFolder(f, c)).length)}</span></span></button>
          <button class="tool" disabled={at === 0} aria-label={`${t("move_up")}: ${f.title}`} data-test="folder-up" onClick={() => move(at, -1)}><Icon name="up" size={20} /></button>
          <button class="tool" disabled={at === list.length - 1} aria-label={`${t("move_down")}: ${f.title}`} onClick={() => move(at, 1)}><Icon name="down" size={20} /></button>
        </div>
      ))}
      {list.length ? null : <div class="empty"><span class="art"><Icon name="folder" size={36} /></span><p>{t("no_folders")}</p></div>}
    </Sheet>
  );
}

const KINDS: [ChatKind, "kind_dialogs" | "kind_groups" | "kind_channels"][] = [["dialog", "kind_dialogs"], ["group", "kind_groups"], ["channel", "kind_channels"]];

function EditFolder({ close, f }: { close: () => void; f?: Folder | undefined }) {
  const title = useSignal(f?.title ?? "");
  const kinds = useSignal<readonly ChatKind[]>(f?.filters?.kinds ?? []);
  // what was put in from a chat's menu is shown and kept as named
  const include = useSignal<readonly number[]>([...new Set([...(f?.filters?.include ?? []), ...chats.value.filter((c) => f && c.folder === f.id).map((c) => c.id)])]);
  const exclude = useSignal<readonly number[]>(f?.filters?.exclude ?? []);
  const toggle = (k: ChatKind) => { kinds.value = kinds.value.includes(k) ? kinds.value.filter((x) => x !== k) : [...kinds.value, k]; };
  const save = async () => {
    const filters = { kinds: [...kinds.value], include: [...include.value], exclude: [...exclude.value] };
    if ((await tell(ask("folder.set", { ...(f ? { id: f.id } : {}), title: title.value.trim(), filters }))) === undefined) return;
    for (const c of chats.value) if (f && c.folder === f.id && !include.value.includes(c.id)) void tell(ask("chatset", { c: c.id, folder: 0 }));
    close();
  };
  const remove = async () => {
    if (f && (await confirm({ title: t("folder_remove_q", { name: f.title }), text: t("folder_remove_text"), yes: t("delete"), danger: true })) && (await tell(ask("folder.remove", { id: f.id }))) !== undefined) close();
  };
  const empty = !kinds.value.length && !include.value.length;
  return (
    <Sheet title={f ? t("edit_folder") : t("new_folder")} onClose={close} tall test="folder-sheet" foot={<>{f ? <button class="btn danger" data-test="folder-remove" onClick={() => void remove()}>{t("delete")}</button> : null}<button class="btn" disabled={!title.value.trim() || empty} data-test="folder-save" onClick={() => void save()}>{t("save")}</button></>}>
      <label class="field pad"><span class="lbl">{t("folder_name")}</span><input class="in" dir="auto" maxLength={32} value={title.value} data-test="folder-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /></label>
      <div class="group"><h3 id="kinds">{t("folder_kinds")}</h3><div class="pad chips" role="group" aria-labelledby="kinds">{KINDS.map(([k, name]) => <button class="chip" key={k} aria-pressed={kinds.value.includes(k)} data-test={`kind-${k}`} onClick={() => toggle(k)}>{t(name)}</button>)}</div></div>
      <Named of={include} but={exclude} title={t("folder_include")} add={t("folder_add")} test="include" />
      {kinds.value.length ? <Named of={exclude} but={include} title={t("folder_exclude")} add={t("folder_leave_out")} test="exclude" /> : null}
    </Sheet>
  );
}

function Named({ of, but, title, add, test }: { of: Signal<readonly number[]>; but: Signal<readonly number[]>; title: string; add: string; test: string }) {
  const pick = () => showSheet((end) => <PickChats close={end} title={title} of={of} but={but} />);
  return (
    <div class="group"><h3>{title}</h3>
      {chats.value.filter((c) => of.value.includes(c.id)).map((c) => (
        <div class="line" key={c.id}><Avatar id={colourOf(c)} name={titleOf(c)} icon={iconOf(c)} size={36} /><bdi class="grow cut">{titleOf(c)}</bdi><button class="tool" aria-label={`${t("take_out")}: ${titleOf(c)}`} onClick={() => { of.value = of.value.filter((id) => id !== c.id); }}><Icon name="close" size={18} /></button></div>
      ))}
      <button class="line go" data-test={`folder-${test}`} onClick={pick}><Icon name="plus" />{add}</button>
    </div>
  );
}

function PickChats({ close, title, of, but }: { close: () => void; title: string; of: Signal<readonly number[]>; but: Signal<readonly number[]> }) {
  const q = useSignal("");
  const needle = q.value.trim().toLocaleLowerCase();
  const list = chats.value.filter((c) => titleOf(c).toLocaleLowerCase().includes(needle)).slice(0, 200);
  const toggle = (id: number) => {
    if (of.value.includes(id)) of.value = of.value.filter((x) => x !== id);
    else { of.value = [...of.value, id]; but.value = but.value.filter((x) => x !== id); }
  };
  return (
    <Sheet title={title} onClose={close} tall test="pick-chats" foot={<button class="btn" data-test="pick-done" onClick={close}>{t("done")}</button>}>
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search")} aria-label={t("search")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      {list.map((c) => {
        const on = of.value.includes(c.id);
        return <button class="line" key={c.id} role="checkbox" aria-checked={on} data-test="pick-chat" onClick={() => toggle(c.id)}><Avatar id={colourOf(c)} name={titleOf(c)} icon={iconOf(c)} size={42} /><bdi class="grow cut">{titleOf(c)}</bdi><span class={on ? "tag ok" : "tag"}><Icon name={on ? "check" : "plus"} size={14} /></span></button>;
      })}
      {list.length ? null : <p class="pad quiet center">{t("nothing_found")}</p>}
    </Sheet>
  );
}
