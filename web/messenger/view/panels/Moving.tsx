/** Arriving and leaving: taking one's data along, bringing a history from Telegram, and who is who in it. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FoundChat, Move } from "../../core/api";
import { Icon } from "../icons";
import { bytes } from "../media/sizes";
import { count, maybe, t, tn } from "../say";
import { confirm, Sheet, showSheet } from "../Sheet";
import { ask, me, userFrom } from "../state";
import { sorry, tell, toast } from "../Toast";
import { brief, date, full } from "../when";
import { type Begun, bring, type Bringing, fetchExport } from "./bring";
import { useFetched } from "./fetched";
import { PersonLine, usePeople } from "./People";
import { Wait } from "./Wait";

const LOOK_MS = 1500;
const OPEN = ["uploading", "waiting", "running"];

/** Asked again while something is under way. */
function useMoves(what: "export.status" | "import.status") {
  const moves = useFetched(() => ask(what, {}).then((r) => r.moves));
  const busy = (moves.value.value ?? []).some((m) => m.st === "waiting" || m.st === "running");
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(moves.again, LOOK_MS);
    return () => clearInterval(timer);
  }, [busy]);
  return moves;
}

function Bar({ done, total, label }: { done: number; total: number; label: string }) {
  return <progress class="bar" max={Math.max(1, total)} value={Math.min(done, total)} aria-label={label} />;
}

export function Moving({ close, chat, title }: { close: () => void; chat?: number | undefined; title?: string | undefined }) {
  return (
    <Sheet title={chat ? t("mv_history") : t("mv_title")} onClose={close} tall test="moving">
      {chat ? <Exports chat={chat} title={title} /> : <><Claims /><Exports /><Imports /><Known /></>}
    </Sheet>
  );
}

function Exports({ chat, title }: { chat?: number | undefined; title?: string | undefined }) {
  const moves = useMoves("export.status");
  const media = useSignal(true);
  const start = async () => { await tell(ask("export.start", { ...(chat ? { c: chat } : {}), media: media.value })); moves.again(); };
  const under = (moves.value.value ?? []).some((m) => OPEN.includes(m.st));
  return (
    <div class="group" data-test="exports">
      <h3>{chat ? <bdi>{title}</bdi> : t("mv_export")}</h3>
      <p class="pad quiet">{t(chat ? "mv_history_text" : "mv_export_text")}</p>
      <label class="line"><span class="grow">{t("mv_media")}</span><input type="checkbox" class="switch" checked={media.value} data-test="export-media" onChange={(ev) => { media.value = ev.currentTarget.checked; }} /></label>
      <Wait for={moves}>{(list) => (
        <>
          {list.filter((m) => (m.c ?? 0) === (chat ?? 0)).map((m) => <Export key={m.id} move={m} again={moves.again} />)}
          <button class="line go" disabled={under} data-test="export-start" onClick={() => void start()}><Icon name="download" />{t("mv_export_start")}</button>
        </>
      )}</Wait>
    </div>
  );
}

function Export({ move, again }: { move: Move; again: () => void }) {
  const drop = async () => { await tell(ask("export.drop", { id: move.id })); again(); };
  const working = OPEN.includes(move.st);
  const state = move.st === "done" ? `${bytes(move.sz ?? 0)} · ${t("mv_until", { date: date(move.expires ?? 0) })}` : move.st === "failed" ? failed(move) : t("mv_working", { n: count(move.done ?? 0) });
  return (
    <div class="line" data-test="export" data-state={move.st}>
      <span class="grow"><span style="display:block"><bdi title={full(move.d)}>{brief(move.d)}</bdi></span><span class="sub" role="status">{state}</span>{working ? <Bar done={move.done ?? 0} total={move.total ?? 0} label={t("mv_export")} /> : null}</span>
      {move.st === "done" ? <button class="btn soft" data-test="export-fetch" onClick={() => void tell(fetchExport(move.id)).then(again)}>{t("mv_fetch")}</button> : null}
      <button class="tool" aria-label={t("delete")} data-test="export-drop" onClick={() => void drop()}><Icon name={working ? "close" : "bin"} /></button>
    </div>
  );
}

const failed = (move: Move): string => maybe(`why_${(move.why ?? "").replaceAll(".", "_")}`) ?? t("err_other");

function Imports() {
  const moves = useMoves("import.status");
  const sending = useSignal<Bringing | undefined>(undefined);
  const stop = useRef<AbortController | undefined>(undefined);
  const zip = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const half = (moves.value.value ?? []).find((m) => m.st === "uploading");
  const go = async (files: File[]) => {
    if (!files.length) return;
    stop.current = new AbortController();
    const begun: Begun | undefined = half && { id: half.id, total: half.total ?? 0 };
    try {
      const id = await bring(files, stop.current.signal, (b) => { sending.value = b; }, begun);
      await ask("import.look", { id });
    } catch (error) {
      if (!stop.current.signal.aborted) toast(sorry(error));
    }
    sending.value = undefined;
    moves.again();
  };
  const cancel = async () => {
    const id = sending.value?.id;
    stop.current?.abort();
    if (id) await tell(ask("import.drop", { id }));
    moves.again();
  };
  const chosen = (ev: { currentTarget: HTMLInputElement }) => {
    const files = [...(ev.currentTarget.files ?? [])];
    ev.currentTarget.value = "";
    void go(files);
  };
  return (
    <div class="group" data-test="imports">
      <h3>{t("mv_import")}</h3>
      <p class="pad quiet">{t("mv_import_text")}</p>
      <p class="pad small quiet">{t("mv_import_how")}</p>
      {sending.value ? (
        <div class="line" data-test="sending">
          <span class="grow"><span class="sub" role="status">{t("mv_sending", { done: bytes(sending.value.done), total: bytes(sending.value.total) })}</span><Bar done={sending.value.done} total={sending.value.total} label={t("mv_import")} /></span>
          <button class="tool" aria-label={t("cancel")} onClick={() => void cancel()}><Icon name="close" /></button>
        </div>
      ) : (
        <>
          {half?.done ? (
            <div class="line" data-test="import-half">
              <span class="grow"><span style="display:block">{t("mv_half")}</span><span class="sub wrap" role="status">{t("mv_half_text", { done: bytes(half.done), total: bytes(half.total ?? 0) })}</span><Bar done={half.done} total={half.total ?? 0} label={t("mv_import")} /></span>
              <button class="tool" aria-label={t("delete")} data-test="import-half-drop" onClick={() => void tell(ask("import.drop", { id: half.id })).then(moves.again)}><Icon name="bin" /></button>
            </div>
          ) : null}
          <input ref={zip} type="file" accept=".zip,application/zip" hidden data-test="import-zip" onChange={chosen} />
          <input ref={folder} type="file" hidden data-test="import-folder" {...{ webkitdirectory: true }} onChange={chosen} />
          <button class="line go" data-test="import-zip-go" onClick={() => zip.current?.click()}><Icon name="box" />{t("mv_zip")}</button>
          <button class="line go" data-test="import-folder-go" onClick={() => folder.current?.click()}><Icon name="folder" />{t("mv_folder")}</button>
        </>
      )}
      <Wait for={moves}>{(list) => <>{list.filter((m) => m.st !== "uploading").map((m) => (m.st === "listed" ? <ImportChoice key={m.id} move={m} again={moves.again} /> : <Import key={m.id} move={m} again={moves.again} />))}</>}</Wait>
    </div>
  );
}

/** The chats of an uploaded export: all of them, unless some are left out. */
function ImportChoice({ move, again }: { move: Move; again: () => void }) {
  const found = move.report?.found ?? [];
  const out = useSignal<ReadonlySet<number>>(new Set());
  const q = useSignal("");
  const needle = q.value.trim().toLocaleLowerCase();
  const shown = found.filter((f) => nameOfFound(f).toLocaleLowerCase().includes(needle));
  const chosen = found.filter((f) => !out.value.has(f.x));
  const toggle = (x: number) => { const next = new Set(out.value); if (!next.delete(x)) next.add(x); out.value = next; };
  const all = (on: boolean) => { out.value = new Set(on ? [...out.value].filter((x) => !shown.some((f) => f.x === x)) : [...out.value, ...shown.map((f) => f.x)]); };
  const start = async () => { await tell(ask("import.start", { id: move.id, ...(out.value.size ? { only: chosen.map((f) => f.x) } : {}) })); again(); };
  useEffect(() => { if (found.length < 2) void start(); }, []);
  if (found.length < 2) return null;
  return (
    <div class="choice" data-test="import-choice">
      <p class="pad">{t("mv_choose")}</p>
      {found.length > 8 ? <div class="pad"><input class="in" dir="auto" type="search" aria-label={t("search")} placeholder={t("search")} value={q.value} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div> : null}
      <div class="pad chips"><button class="chip" data-test="choose-all" onClick={() => all(true)}>{t("mv_all")}</button><button class="chip" data-test="choose-none" onClick={() => all(false)}>{t("mv_none")}</button></div>
      {shown.map((f) => (
        <label class="line" key={f.x} data-test="import-chat"><input type="checkbox" checked={!out.value.has(f.x)} onChange={() => toggle(f.x)} /><span class="grow"><bdi class="cut" style="display:block">{nameOfFound(f)}</bdi><span class="sub">{tn("mv_messages_n", f.n)}</span></span></label>
      ))}
      <div class="pad row" style="gap:var(--s2)"><button class="btn" disabled={!chosen.length} data-test="import-go" onClick={() => void start()}>{tn("mv_bring_n", chosen.length)}</button><button class="btn plain" data-test="import-drop" onClick={() => void tell(ask("import.drop", { id: move.id })).then(again)}>{t("cancel")}</button></div>
    </div>
  );
}
const nameOfFound = (f: FoundChat): string => (f.k === "saved" ? t("saved") : f.ti || "…");

function Import({ move, again }: { move: Move; again: () => void }) {
  const report = move.report ?? {};
  const working = move.st === "waiting" || move.st === "running";
  const drop = async () => {
    if (working && !(await confirm({ title: t("mv_stop_q"), text: t("mv_stop_text"), yes: t("mv_stop") }))) return;
    await tell(ask("import.drop", { id: move.id }));
    again();
  };
  const refused = Object.values(report.refused ?? {}).reduce((a, b) => a + b, 0);
  const facts = [
    tn("mv_messages_n", report.messages ?? 0), tn("mv_chats_n", report.chats ?? 0),
    ...(report.files ? [tn("mv_files_n", report.files)] : []), ...(report.known ? [t("mv_known", { n: count(report.known) })] : []),
    ...(report.missing ? [t("mv_missing", { n: count(report.missing) })] : []), ...(refused ? [t("mv_refused", { n: count(refused) })] : []),
    ...(report.skipped ? [t("mv_skipped", { n: count(report.skipped) })] : []),
  ];
  return (
    <div class="line" data-test="import" data-state={move.st}>
      <span class="grow">
        <span style="display:block"><bdi title={full(move.d)}>{brief(move.d)}</bdi> {move.st === "done" ? <span class="tag ok">{t("mv_done")}</span> : move.st === "failed" ? <span class="tag no">{failed(move)}</span> : null}</span>
        <span class="sub wrap" role="status">{facts.join(" · ")}</span>
        {working ? <Bar done={move.done ?? 0} total={move.total ?? 0} label={t("mv_import")} /> : null}
      </span>
      <button class="tool" aria-label={t(working ? "mv_stop" : "delete")} data-test="import-drop" onClick={() => void drop()}><Icon name={working ? "close" : "bin"} /></button>
    </div>
  );
}

/** People known from one's imports only: who are they? */
function Known() {
  const people = useFetched(() => ask("import.people", {}).then((r) => r.people));
  const list = people.value.value ?? [];
  if (!list.length) return null;
  const offer = async (p: number, u: number) => {
    const r = await tell(ask("import.offer", { p, u }));
    if (r) toast(t(r.mine ? "mv_soon" : u ? "mv_asked" : "saved_ok"));
    people.again();
  };
  const choose = (p: number) => showSheet((end) => <Choose close={end} picked={(u) => { end(); void offer(p, u); }} />);
  return (
    <div class="group" data-test="known">
      <h3>{t("mv_known_people")}</h3>
      <p class="pad quiet">{t("mv_known_text")}</p>
      {list.map((k) => (
        <div class="line" key={k.p} data-test="known-person">
          <span class="grow"><b class="cut" style="display:block"><bdi>{k.n}</bdi></b><span class="sub wrap">{k.offered ? t("mv_offered", { name: k.offered.n ?? "" }) : tn("mv_messages_n", k.m ?? 0)}</span></span>
          {k.offered ? <button class="btn plain" onClick={() => void offer(k.p, 0)}>{t("mv_take_back")}</button>
            : k.match ? <button class="btn soft" data-test="known-match" onClick={() => void offer(k.p, k.match!.u)}>{t("mv_is", { name: k.match.n ?? "" })}</button>
              : <button class="btn plain" data-test="known-choose" onClick={() => choose(k.p)}>{t("mv_who")}</button>}
        </div>
      ))}
    </div>
  );
}

function Choose({ close, picked }: { close: () => void; picked: (u: number) => void }) {
  const q = useSignal("");
  const list = usePeople(q.value);
  return (
    <Sheet title={t("mv_who")} onClose={close} test="who">
      <div class="pad"><input class="in" dir="auto" type="search" aria-label={t("search")} placeholder={t("search")} value={q.value} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div>
      <button class="line" data-test="who-me" onClick={() => picked(me.value?.id ?? 0)}><Icon name="person" />{t("mv_me")}</button>
      {list.map((u) => <PersonLine key={u.id} user={u} onClick={() => picked(u.id)} />)}
    </Sheet>
  );
}

/** Somebody says that a person of their import is oneself. */
function Claims() {
  const claims = useFetched(() => ask("claim.list", {}).then((r) => r.claims));
  const list = claims.value.value ?? [];
  if (!list.length) return null;
  const answer = async (p: number, ok: boolean) => {
    if ((await tell(ask("claim.answer", { p, ok }))) && ok) toast(t("mv_soon"));
    claims.again();
  };
  return (
    <div class="group" data-test="claims">
      {list.map((c) => (
        <div class="pad col" key={c.p} data-test="claim">
          <p class="note">{t("mv_claim", { name: userFrom(c.by).name, who: c.n, n: count(c.m ?? 0) })}</p>
          <div class="chips"><button class="btn soft" data-test="claim-yes" onClick={() => void answer(c.p, true)}>{t("mv_claim_yes")}</button><button class="btn plain" data-test="claim-no" onClick={() => void answer(c.p, false)}>{t("mv_claim_no")}</button></div>
        </div>
      ))}
    </div>
  );
}
