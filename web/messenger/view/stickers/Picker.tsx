/** Stickers in the composer's panel: those used lately, then pack by pack; found by their emoji or its name. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { WireSticker } from "../../core/api";
import { Icon } from "../icons";
import { openPack, openPacks } from "../panels";
import { t } from "../say";
import { sorry, tell } from "../Toast";
import { answering, replying } from "../talk";
import { Grid, Picture, walk } from "./Grid";
import { fetchPacks, lately, packs, sendSticker, w } from "./packs";

/** `named`: the emoji whose names begin with what was typed. */
export function Picker({ chat, close, named }: { chat: number; close: () => void; named: (q: string) => string[] }) {
  const q = useSignal("");
  const error = useSignal<unknown>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const load = () => { error.value = undefined; fetchPacks().catch((err: unknown) => { error.value = err; }); };
  useEffect(load, []);
  const list = packs.value;
  const full = (list ?? []).filter((pack) => pack.st?.length);
  const recent = lately();
  const needle = q.value.trim();
  const wanted = needle ? new Set([needle, ...named(needle)].map(bare)) : null;
  const found = wanted ? distinct([...recent, ...full.flatMap((pack) => pack.st ?? [])]).filter((it) => it.e && wanted.has(bare(it.e))) : null;
  const press = (it: WireSticker) => {
    close();
    void tell(sendSticker(chat, it, answering()));
    replying.value = null;
  };
  const to = (id: string) => box.current?.querySelector(`[data-pack="${id}"]`)?.scrollIntoView({ block: "start" });
  const keys = (ev: KeyboardEvent) => { if (ev.key === "ArrowDown") { ev.preventDefault(); box.current?.querySelector<HTMLElement>(".stick button")?.focus(); } };
  return (
    <>
      <div class="searchbox emo-search"><Icon name="search" size={20} /><input class="in search" dir="auto" value={q.value} placeholder={w().search} aria-label={w().search} data-test="sticker-search" onInput={(ev) => { q.value = ev.currentTarget.value; }} onKeyDown={keys} /></div>
      <div class="scroll stickers" ref={box} data-test="sticker-panel" aria-label={w().stickers} role="group" onKeyDown={walk}>
        {found ? (found.length ? <Grid list={found} press={press} /> : <p class="pad quiet center" role="status">{w().none_found}</p>) : (
          <>
            {recent.length ? <section data-pack="recent"><h3>{w().recent}</h3><Grid list={recent} press={press} /></section> : null}
            {full.map((pack) => <section key={pack.id} data-pack={pack.id}><h3><button class="cut" onClick={() => { close(); openPack({ pack: pack.id }); }}><bdi>{pack.ti}</bdi></button></h3><Grid list={pack.st ?? []} press={press} /></section>)}
            {list && !full.length && !recent.length ? <div class="empty"><span class="art"><Icon name="sticker" size={36} /></span><strong>{w().none}</strong><p>{w().none_text}</p></div> : null}
            {error.value && !list ? <div class="empty"><p>{sorry(error.value)}</p><button class="btn soft" onClick={load}>{t("again")}</button></div> : list ? null : <div class="pad center" aria-busy="true"><span class="spin" /></div>}
          </>
        )}
      </div>
      <div class="packbar" role="group" aria-label={w().own_packs}>
        {recent.length ? <button class="tool" aria-label={w().recent} onClick={() => to("recent")}><Icon name="clock" size={20} /></button> : null}
        {full.map((pack) => <button class="tool" key={pack.id} aria-label={pack.ti} title={pack.ti} onClick={() => to(pack.id)}><Picture it={pack.st![0]!} /></button>)}
        <button class="tool" aria-label={w().all_packs} title={w().all_packs} data-test="packs" onClick={() => { close(); openPacks(); }}><Icon name="gear" size={20} /></button>
      </div>
    </>
  );
}

/** Skin tones and variation marks do not tell stickers apart. */
const bare = (e: string): string => e.replace(/[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu, "");
const distinct = (all: readonly WireSticker[]): WireSticker[] => [...new Map(all.map((it) => [it.fl.id, it])).values()];
