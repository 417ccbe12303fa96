/** One pack: looked at, taken or given up, its link copied; its owner changes it. And all packs in their order. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WirePack, WireSticker } from "../../core/api";
import { Icon } from "../icons";
import { type Item, placeOf, showMenu } from "../Menu";
import { nameOf } from "../names";
import { openEmoji, openReport } from "../panels";
import { pickFiles } from "../pick";
import { t } from "../say";
import { confirm, Sheet, showSheet } from "../Sheet";
import { ask, me } from "../state";
import { sorry, tell, toast } from "../Toast";
import { Grid, Picture } from "./Grid";
import { fetchPacks, linkOf, makeSticker, PACK_MAX, packs, said, w } from "./packs";

const TITLE_MAX = 64;

export function PackSheet({ close, pack: id, file }: { close: () => void; pack?: string | undefined; file?: string | undefined }) {
  const pack = useSignal<WirePack | null | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const busy = useSignal(false);
  const load = () => {
    error.value = undefined;
    Promise.all([ask("sticker.list", id ? { pack: id } : { file: file ?? "" }), fetchPacks()]).then(([r]) => { pack.value = r.packs[0] ?? null; }).catch((err: unknown) => { error.value = err; });
  };
  useEffect(load, [id, file]);
  const it = pack.value;
  const here = packs.value?.some((each) => each.id === it?.id);
  const own = it?.ow === me.value?.id;
  const turn = async () => {
    if (!it || busy.value) return;
    busy.value = true;
    const done = await tell(ask("sticker.install", { pack: it.id, on: !here }).then(fetchPacks).then(() => true));
    busy.value = false;
    if (!done) return;
    toast(here ? w().dropped : w().got, undefined, 2500);
    close();
  };
  const foot = it ? (
    <>
      {own ? null : <button class="tool" aria-label={t("report_pack")} data-test="pack-report" onClick={() => { close(); openReport({ pack: it.id }); }}><Icon name="flag" size={20} /></button>}
      {own ? <button class="btn plain" data-test="pack-edit" onClick={() => { close(); showSheet((end) => <EditPack close={end} first={it} />); }}>{w().change}</button> : null}
      <button class={here ? "btn plain" : "btn"} disabled={busy.value} data-test={here ? "pack-drop" : "pack-get"} onClick={() => void turn()}>{here ? w().drop : w().get}</button>
    </>
  ) : undefined;
  return (
    <Sheet title={it?.ti ?? w().stickers} onClose={close} test="pack-sheet" foot={foot}>
      {it ? (
        <>
          <p class="pad quiet small packline">{it.ow ? <bdi>{said(w().by, { name: nameOf(it.ow) })}</bdi> : null}<span class="grow" /><button class="chip" data-test="pack-link" onClick={() => void copy(linkOf(it))}><Icon name="link" size={18} />{w().link}</button></p>
          {it.st?.length ? <Grid list={it.st} press={() => undefined} marks /> : <p class="pad quiet center">{w().empty}</p>}
        </>
      ) : it === null ? <div class="empty" data-test="pack-none"><span class="art"><Icon name="sticker" size={36} /></span><p>{file ? w().no_pack : w().gone}</p></div>
        : error.value ? <div class="empty"><p>{sorry(error.value)}</p><button class="btn soft" onClick={load}>{t("again")}</button></div>
        : <div class="pad center" aria-busy="true"><span class="spin" /></div>}
    </Sheet>
  );
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text).then(() => toast(t("copied"), undefined, 2000)).catch(() => toast(t("copy_failed")));
}

/** `first`: the pack as it was known when this opened; none yet for a new one. */
export function EditPack({ close, first }: { close: () => void; first?: WirePack }) {
  const pack = useSignal<WirePack | undefined>(first);
  const title = useSignal(first?.ti ?? "");
  const working = useSignal(0);
  const it = pack.value;
  const list = it?.st ?? [];
  const rename = async (): Promise<WirePack | undefined> => {
    const name = title.value.trim();
    if (!name || name === pack.value?.ti) return pack.value;
    const done = await tell(pack.value ? ask("sticker.edit", { pack: pack.value.id, title: name }) : ask("sticker.create", { title: name }));
    if (done) pack.value = done.pack;
    return pack.value;
  };
  const take = (done: { pack: WirePack } | undefined) => { if (done) pack.value = done.pack; };
  const add = async () => {
    const into = await rename();
    if (!into) return;
    const files = await pickFiles("image/*");
    const room = PACK_MAX - (into.st?.length ?? 0);
    if (files.length > room) toast(said(w().full, { most: PACK_MAX }));
    working.value += Math.min(room, files.length);
    for (const file of files.slice(0, room)) {
      const id = await tell(makeSticker(file).then((made) => made ?? ""));
      if (id) take(await tell(ask("sticker.add", { pack: into.id, file: id })));
      else if (id === "") toast(said(w().unreadable, { name: file.name }));
      working.value -= 1;
    }
  };
  const move = (from: number, by: number) => {
    const order = list.map((each) => each.fl.id);
    order.splice(from + by, 0, ...order.splice(from, 1));
    void tell(ask("sticker.edit", { pack: it!.id, order })).then(take);
  };
  const menu = (one: WireSticker, ev: Event) => {
    const place = placeOf(ev);
    const at = list.findIndex((each) => each.fl.id === one.fl.id);
    const items: Item[] = [
      { icon: "smile", text: w().emoji, run: () => openEmoji(place, (e) => void tell(ask("sticker.add", { pack: it!.id, file: one.fl.id, e })).then(take)), test: "sticker-emoji" },
      ...(at > 0 ? [{ icon: "up" as const, text: w().first, run: () => move(at, -1), test: "sticker-before" }] : []),
      ...(at < list.length - 1 ? [{ icon: "down" as const, text: w().last, run: () => move(at, 1), test: "sticker-after" }] : []),
      { icon: "bin", text: w().out, run: () => void tell(ask("sticker.remove", { pack: it!.id, file: one.fl.id })).then(take), danger: true, test: "sticker-out" },
    ];
    showMenu(place, items, t("kind_sticker"));
  };
  const erase = async () => {
    if (!it || !(await confirm({ title: said(w().erase_q, { title: it.ti }), text: w().erase_text, yes: t("delete"), danger: true }))) return;
    if (await tell(ask("sticker.delete", { pack: it.id }).then(fetchPacks).then(() => true))) close();
  };
  const end = () => { void rename().then(() => tell(fetchPacks())); close(); };
  const foot = <>{it ? <button class="btn danger" data-test="pack-delete" onClick={() => void erase()}>{t("delete")}</button> : null}<button class="btn" disabled={!title.value.trim()} data-test="pack-done" onClick={end}>{w().done}</button></>;
  return (
    <Sheet title={it ? w().change : w().make} onClose={end} tall test="pack-edit-sheet" foot={foot}>
      <label class="field pad"><span class="lbl">{w().title}</span><input class="in" dir="auto" maxLength={TITLE_MAX} value={title.value} data-test="pack-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /></label>
      <p class="pad quiet small packline" role="status">{working.value ? <><span class="spin" />{said(w().working, { n: working.value })}</> : list.length ? said(w().n, { n: list.length, most: PACK_MAX }) : w().add_text}</p>
      <Grid list={list} press={menu} marks />
      <button class="line go" disabled={!title.value.trim() || list.length >= PACK_MAX} data-test="pack-add" onClick={() => void add()}><Icon name="plus" />{w().add}</button>
    </Sheet>
  );
}

/** The installed packs, the first one first in the panel too. */
export function Packs({ close }: { close: () => void }) {
  const error = useSignal<unknown>(undefined);
  const load = () => { error.value = undefined; fetchPacks().catch((err: unknown) => { error.value = err; }); };
  useEffect(load, []);
  const list = packs.value;
  const move = (at: number, by: number) => {
    const next = [...(list ?? [])];
    next.splice(at + by, 0, ...next.splice(at, 1));
    packs.value = next;
    void tell(ask("sticker.order", { order: next.map((pack) => pack.id) }));
  };
  return (
    <Sheet title={w().own_packs} onClose={close} tall test="packs-sheet" foot={<button class="btn" data-test="pack-new" onClick={() => showSheet((end) => <EditPack close={end} />)}>{w().make}</button>}>
      {list?.map((pack, at) => (
        <div class="line" key={pack.id} data-test="pack">
          <button class="row grow" data-test="pack-open" onClick={() => showSheet((end) => <PackSheet close={end} pack={pack.id} />)}><span class="packface">{pack.st?.[0] ? <Picture it={pack.st[0]} /> : <Icon name="sticker" />}</span><span class="grow"><span class="cut" style="display:block"><bdi>{pack.ti}</bdi></span><span class="sub">{said(w().n, { n: pack.st?.length ?? 0, most: PACK_MAX })}</span></span></button>
          <button class="tool" disabled={at === 0} aria-label={`${w().up}: ${pack.ti}`} data-test="pack-up" onClick={() => move(at, -1)}><Icon name="up" size={20} /></button>
          <button class="tool" disabled={at === list.length - 1} aria-label={`${w().down}: ${pack.ti}`} onClick={() => move(at, 1)}><Icon name="down" size={20} /></button>
        </div>
      ))}
      {list && !list.length ? <div class="empty"><span class="art"><Icon name="sticker" size={36} /></span><strong>{w().none}</strong><p>{w().none_text}</p></div> : null}
      {!list ? error.value ? <div class="empty"><p>{sorry(error.value)}</p><button class="btn soft" onClick={load}>{t("again")}</button></div> : <div class="pad center" aria-busy="true"><span class="spin" /></div> : null}
    </Sheet>
  );
}
