/** How a chat guards itself: posts that wait, word rules, and the breaker against waves of arrivals. */
import { useSignal } from "@preact/signals";
import type { WordAct, WordRule } from "../../core/api";
import { Icon } from "../icons";
import { hasRight, Right } from "../names";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Chat, userOf } from "../state";
import { tell, toast } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { PersonLine } from "./People";
import { Wait } from "./Wait";

type Props = { close: () => void; ch: Chat };
const ACTS: WordAct[] = ["warn", "hold", "delete"];
const RAIDS = [0, 10, 20, 50, 100, 200];

export function Guard({ close, ch }: Props) {
  const found = useFetched(() => ask("guard.get", { c: ch.id }));
  return (
    <Sheet title={t("guard")} onClose={close} tall test="guard-sheet">
      {hasRight(ch, Right.deleteOthers) ? <Held ch={ch} /> : null}
      <Wait for={found}>{(guarded) => hasRight(ch, Right.ban) ? (
        <>
          {ch.kind === "group" ? <Words ch={ch} rules={guarded.words} again={found.again} /> : null}
          <Raid ch={ch} now={guarded.raid} until={guarded.until} again={found.again} />
        </>
      ) : null}</Wait>
    </Sheet>
  );
}

/** What waits for an administrator, the longest first. */
function Held({ ch }: { ch: Chat }) {
  const list = useFetched(() => ask("held.list", { c: ch.id }).then((r) => r.posts));
  const decide = (id: string, ok: boolean) => void tell(ask("held.decide", { c: ch.id, id, ok })).then(list.again);
  return (
    <section class="group" aria-label={t("held_title")}>
      <h3>{t("held_title")}</h3>
      <Wait for={list}>{(posts) => posts.length ? posts.map((p) => {
        const user = userOf(p.u);
        const carried = p.po?.q ?? p.fl?.map((f) => f.n ?? "").filter(Boolean).join(", ");
        return (
          <div key={p.id} data-test="held">
            {user ? <PersonLine user={user} sub={full(p.d)} /> : null}
            <div class="pad col" style="gap:8px;padding-block-start:0">
              <p class="note wrap" dir="auto" style="white-space:pre-line">{p.x || carried}{p.word ? <span class="sub">{t("held_word", { word: p.word })}</span> : null}</p>
              <span class="row" style="gap:8px"><button class="btn soft" data-test="held-pass" onClick={() => decide(p.id, true)}>{t("held_pass")}</button><button class="btn plain" data-test="held-drop" onClick={() => decide(p.id, false)}>{t("held_drop")}</button></span>
            </div>
          </div>
        );
      }) : <p class="pad quiet">{t("held_none")}</p>}</Wait>
    </section>
  );
}

function Words({ ch, rules, again }: { ch: Chat; rules: WordRule[]; again: () => void }) {
  const term = useSignal("");
  const act = useSignal<WordAct>("hold");
  const add = async () => {
    if ((await tell(ask("guard.word", { c: ch.id, x: term.value.trim(), act: act.value }))) === undefined) return;
    term.value = "";
    again();
  };
  const drop = (rule: WordRule) => void tell(ask("guard.unword", { c: ch.id, id: rule.id })).then(again);
  return (
    <section class="group" aria-label={t("words_title")}>
      <h3>{t("words_title")}</h3>
      <p class="pad quiet small" style="padding-block-end:0">{t("words_text")}</p>
      <form class="pad col" style="gap:10px" onSubmit={(ev) => { ev.preventDefault(); void add(); }}>
        <label class="field"><span class="lbl">{t("word")}</span><input class="in" dir="auto" maxLength={60} value={term.value} data-test="word" onInput={(ev) => { term.value = ev.currentTarget.value; }} /></label>
        <div class="chips" role="radiogroup" aria-label={t("word_act")}>{ACTS.map((one) => <button type="button" class="chip" key={one} role="radio" aria-checked={act.value === one} data-test={`act-${one}`} onClick={() => { act.value = one; }}>{t(`act_${one}`)}</button>)}</div>
        <p class="quiet small">{t(`act_${act.value}_text`)}</p>
        <button class="btn soft" disabled={!term.value.trim()} data-test="word-add">{t("word_add")}</button>
      </form>
      <ul>{rules.map((rule) => (
        <li class="line" key={rule.id} data-test="word-rule"><span class="grow wrap"><bdi>{rule.x}</bdi></span><span class="tag">{t(`act_${rule.act}`)}</span><button class="tool" aria-label={`${t("word_drop")}: ${rule.x}`} data-test="word-drop" onClick={() => drop(rule)}><Icon name="close" size={20} /></button></li>
      ))}</ul>
    </section>
  );
}

function Raid({ ch, now, until, again }: { ch: Chat; now: number; until: number; again: () => void }) {
  const set = async (raid: number) => {
    if ((await tell(ask("guard.raid", { c: ch.id, raid }))) === undefined) return;
    toast(t("saved_ok"), undefined, 2000);
    again();
  };
  const open = () => void tell(ask("guard.raid", { c: ch.id, end: true })).then(again);
  return (
    <section class="group" aria-label={t("raid_title")}>
      <h3 id="raid">{t("raid_title")}</h3>
      <p class="pad quiet small" style="padding-block-end:0">{t("raid_text")}</p>
      <div class="pad chips" role="radiogroup" aria-labelledby="raid">{RAIDS.map((n) => <button class="chip" key={n} role="radio" aria-checked={now === n} data-test={`raid-${n}`} onClick={() => void set(n)}>{n ? t("raid_n", { n }) : t("raid_never")}</button>)}</div>
      {until > Date.now() ? <div class="pad col" data-test="raid-on"><p class="note">{t("raid_on", { date: full(until) })}</p><button class="btn soft" data-test="raid-end" onClick={open}>{t("raid_end")}</button></div> : null}
    </section>
  );
}
