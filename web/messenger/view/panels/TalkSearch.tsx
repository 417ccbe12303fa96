/** Searching within the chat on screen: words, a person, a day; back and forth through what was found. */
import { batch, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../icons";
import { isTwo, nameOf } from "../names";
import { showSheet, Sheet } from "../Sheet";
import { count, t } from "../say";
import { ask, type Chat, connection, core, me, people, type User, userFrom } from "../state";
import { lit, seeking, seekWords, wantDay } from "../talk";
import { announce, tell, toast } from "../Toast";
import { useFetched } from "./fetched";
import { untilHits } from "./pages";
import { PersonLine } from "./People";

type Hits = Awaited<ReturnType<typeof ask<"search.chat">>>;
const PAUSE_MS = 250;

export function TalkSearch({ ch }: { ch: Chat }) {
  const q = useSignal(seekWords.peek());
  useEffect(() => { if (seekWords.value) { q.value = seekWords.value; seekWords.value = ""; } }, [seekWords.value]);
  const from = useSignal(0);
  const found = useSignal<Hits | null | undefined>(undefined);
  const at = useSignal(0);
  const busy = useSignal(false);
  const turn = useRef(0);
  const box = useRef<HTMLInputElement>(null);
  /** A day was pressed: the calendar comes first. */
  const forDay = useRef(wantDay.peek() > 0).current;
  const online = connection.value.state !== "offline";
  const wanted = q.value.trim().length > 1 || from.value > 0;
  const search = (cursor?: string) => ask("search.chat", { c: ch.id, q: q.value.trimStart().slice(0, 256), ...(from.value ? { from: from.value } : {}), ...(cursor ? { cursor } : {}), limit: 30 });

  const take = (page: Hits | null | undefined, index = 0) => batch(() => {
    found.value = page;
    lit.value = new Map((page?.hits ?? []).map(({ m, hl }) => [m.s, hl ?? []]));
    at.value = index;
  });
  const show = (index: number) => {
    const seq = found.value?.hits[index]?.m.s;
    if (!seq) return;
    at.value = index;
    core.jump(ch.id, seq);
    announce(t("found_of", { i: count(index + 1), n: total(found.value) }));
  };
  useLayoutEffect(() => { // what was found answers no other question, not for a moment
    turn.current += 1;
    const mine = turn.current;
    take(undefined);
    busy.value = wanted;
    if (!wanted) return;
    const timer = setTimeout(() => {
      void untilHits(search)
        .then((page) => { if (mine === turn.current) { take(page); show(0); if (!page.hits.length) announce(t("nothing_found")); } })
        .catch(() => { if (mine === turn.current) take(null); })
        .finally(() => { if (mine === turn.current) busy.value = false; });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [q.value, from.value, online]);
  useEffect(() => { if (!forDay) box.current?.focus(); return () => { lit.value = new Map(); }; }, []);

  /** Older ones come later in the list; its next page is fetched when the last is passed. */
  const older = async () => {
    const now = found.value;
    if (!now) return;
    if (at.value + 1 < now.hits.length) { show(at.value + 1); return; }
    if (!now.next || busy.value) return;
    busy.value = true;
    const page = await tell(untilHits(search, now.next));
    busy.value = false;
    if (!page || found.value !== now) return;
    take({ ...page, hits: [...now.hits, ...page.hits] }, at.value);
    if (page.hits.length) show(at.value + 1);
  };
  const newer = () => { if (at.value > 0) show(at.value - 1); };
  const close = () => { seeking.value = false; document.querySelector<HTMLElement>("[data-test=chat-search]")?.focus(); };
  const keys = (ev: KeyboardEvent) => {
    if (ev.key === "Escape") { ev.preventDefault(); close(); }
    if (ev.key === "Enter" || ev.key === "ArrowUp" || ev.key === "ArrowDown") {
      ev.preventDefault();
      if (ev.key === "ArrowDown" || (ev.key === "Enter" && ev.shiftKey)) newer();
      else void older();
    }
  };
  const toDay = async (value: string) => {
    const day = new Date(`${value}T00:00`).getTime();
    if (!Number.isFinite(day)) return;
    const answer = await tell(ask("search.date", { c: ch.id, d: Math.max(0, day) }));
    if (!answer) return;
    if (answer.s) core.jump(ch.id, answer.s);
    else { core.jump(ch.id); toast(t("date_none")); }
  };
  const pickPerson = () => { if (from.value) from.value = 0; else showSheet((shut) => <Who ch={ch} close={shut} pick={(u) => { from.value = u; shut(); }} />); };
  const hits = found.value?.hits.length ?? 0;
  return (
    <div class="seek" role="search" data-test="seek" onKeyDown={(ev) => { if (ev.key === "Escape") { ev.preventDefault(); close(); } }}>
      <div class="row">
        <div class="searchbox">
          <Icon name="search" size={20} />
          <input class="in search" type="text" inputMode="search" autoComplete="off" ref={box} value={q.value} placeholder={t("search_in_chat")} aria-label={t("search_in_chat")} data-test="seek-input" onInput={(ev) => { q.value = ev.currentTarget.value; }} onKeyDown={keys} />
          {busy.value ? <span class="spin" aria-label={t("searching")} /> : null}
        </div>
        <button class="tool" aria-label={t("close")} data-test="seek-close" onClick={close}><Icon name="close" /></button>
      </div>
      <div class="row">
        {isTwo(ch) || ch.kind === "channel" ? null : <button class="chip" aria-pressed={from.value > 0} data-test="seek-from" onClick={pickPerson}>{from.value ? <><bdi class="cut">{from.value === me.value?.id ? t("you") : nameOf(from.value)}</bdi><Icon name="close" size={14} /></> : t("from_whom")}</button>}
        <Day pick={toDay} />
        <span class="grow quiet small" role="status" data-test="seek-state">
          {found.value === null ? t("search_offline") : !wanted || found.value === undefined ? "" : hits ? `${found.value.near ? `${t("found_near")} · ` : ""}${t("found_of", { i: count(at.value + 1), n: total(found.value) })}` : t("nothing_found")}
        </span>
        <button class="tool" disabled={!hits || (at.value + 1 >= hits && !found.value?.next)} aria-label={t("hit_older")} title={t("hit_older")} data-test="seek-older" onClick={() => void older()}><Icon name="up" /></button>
        <button class="tool" disabled={at.value < 1} aria-label={t("hit_newer")} title={t("hit_newer")} data-test="seek-newer" onClick={newer}><Icon name="down" /></button>
      </div>
    </div>
  );
}

/** How many are known; the isolate keeps the plus behind the number also from right to left. */
const total = (page: Hits | null | undefined): string => (page?.next ? `\u2066${count(page.hits.length)}+\u2069` : count(page?.hits.length ?? 0));

const two = (n: number): string => String(n).padStart(2, "0");
/** As fields of days write it. */
function dayOf(ms: number): string {
  const day = new Date(ms);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The browser's own calendar, in the reader's language. */
function Day({ pick }: { pick: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const open = () => { try { input.current?.showPicker(); } catch { /* typed instead */ } };
  const last = dayOf(Date.now());
  useEffect(() => {
    const el = input.current;
    if (!wantDay.value || !el) return;
    el.value = dayOf(wantDay.value);
    wantDay.value = 0;
    el.focus();
    open();
  }, [wantDay.value]);
  return (
    <label class="chip day-chip">
      <Icon name="calendar" size={18} /><span>{t("to_date")}</span>
      <input type="date" ref={input} max={last} aria-label={t("to_date")} data-test="seek-date" onClick={open} onChange={(ev) => pick(ev.currentTarget.value)} />
    </label>
  );
}

/** Whose messages. */
function Who({ ch, close, pick }: { ch: Chat; close: () => void; pick: (user: number) => void }) {
  const q = useSignal("");
  const rows = useFetched(async () => {
    const { members } = await ask("member.list", { c: ch.id, limit: 50, ...(q.value.trim() ? { q: q.value.trim() } : {}) });
    const ids = members.map((m) => m.u);
    const { users } = ids.length ? await ask("user.get", { u: ids }) : { users: [] };
    return users.map(userFrom);
  }, [q.value]);
  const shown: User[] = (rows.value.value ?? []).map((u) => people.value.get(u.id) ?? u);
  return (
    <Sheet title={t("from_whom")} onClose={close} test="from-sheet" tall>
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search_people")} aria-label={t("search_people")} data-test="people-search" onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      {shown.map((u) => <PersonLine key={u.id} user={u} onClick={() => pick(u.id)} />)}
      {rows.error.value ? <p class="pad quiet center">{t("search_offline")}</p> : rows.value.value && !shown.length ? <p class="pad quiet center">{t("nothing_found")}</p> : null}
    </Sheet>
  );
}
