/** One message. */
import { Avatar, nameColour } from "./Avatar";
import { BotMark, Buttons } from "./bots/mark";
import { TickMark } from "./ChatRow";
import { Icon } from "./icons";
import { memo } from "./memo";
import { onContext, placeOf } from "./Menu";
import { Carried, CarriedLink, carries, isBare, isFilled } from "./media/Carried";
import { messageMenu } from "./messagemenu";
import { CommentsLink, openSource } from "./comments";
import { canPost, gist, isTwo, may, May, nameOf, tickOf, titleOf, waits } from "./names";
import { openSettings, openUser } from "./panels";
import { Poll } from "./Poll";
import { isBig, Rich } from "./rich";
import { count, short, t, tn } from "./say";
import { type Chat, chatOf, core, type Message } from "./state";
import { lit, lookUp, pick, picked, reply, talk } from "./talk";
import { sorry, tell } from "./Toast";
import { clock, full } from "./when";

interface Props { m: Message; ch: Chat; first: boolean; last: boolean; flash: boolean; tab: boolean }

export const Bubble = memo(function Bubble({ m, ch, first, last, flash, tab }: Props) {
  const mine = m.mine && ch.kind !== "channel";
  const root = ch.kind === "group" && !m.from && !!m.source?.c; // a channel's post in its discussion group
  const showName = (first || root) && !mine && ch.kind === "group" && (m.from > 0 || root);
  const faces = ch.kind === "group" && !mine;
  const picking = picked.value;
  const on = picking?.has(m.seq) ?? false;
  const cls = ["m", mine && "mine", first && "first", last && "last", flash && "flash", on && "picked"].filter(Boolean).join(" ");
  const name = m.from ? nameOf(m.from) : (root && m.source?.n) || titleOf(ch);
  const who = () => (root ? void openSource(m.source?.c ?? 0, m.source?.s) : openUser(m.from));
  const keys = (ev: KeyboardEvent) => {
    if (ev.target !== ev.currentTarget) return;
    if (ev.key === "Enter" || (ev.key === " " && picking)) {
      ev.preventDefault();
      if (picking) pick(m.seq);
      else messageMenu(placeOf(ev), ch, m);
    } else if (ev.code === "KeyR" && !ev.ctrlKey && !ev.metaKey && m.seq) {
      ev.preventDefault();
      reply(m);
    }
  };
  return (
    <div class={cls} role="article" tabIndex={tab ? 0 : -1} aria-label={`${mine ? t("you") : name}, ${clock(m.time)}`} data-test="message" data-state={m.tick} onKeyDown={keys} onClick={picking && m.seq ? (ev) => { ev.preventDefault(); pick(m.seq); } : undefined} {...onContext((place) => messageMenu(place, ch, m), m.seq && canPost(ch) && !picking ? () => reply(m) : undefined)} onDblClick={(ev) => { if (m.seq && canPost(ch) && !(ev.target as HTMLElement).closest("button,a,.tx")) reply(m); }}>
      {picking ? <span class={on ? "pick on" : "pick"}>{on ? <Icon name="check" size={14} /> : null}</span> : null}
      {faces ? (last ? <button tabIndex={-1} aria-label={name} onClick={who}><Avatar id={m.from || (m.source?.c ?? ch.id)} name={name} /></button> : <span class="gap" />) : null}
      <div class={["b", isBig(m.text) && !m.reply && !carries(m) && "big", isFilled(m) && "filled", isBare(m) && "bare"].filter(Boolean).join(" ")} style={showName || faces ? `--nm:${nameColour(m.from || (m.source?.c ?? 0))}` : undefined}>
        {showName ? <button class="name" tabIndex={-1} onClick={who}><bdi data-test="sender">{name}</bdi>{m.from ? <BotMark user={m.from} /> : null}</button> : null}
        {m.source && !root ? <Forwarded m={m} /> : null}
        {m.via ? <button class="fwd" tabIndex={-1} data-test="via" onClick={() => openUser(m.via ?? 0)}>{t("via_bot")} <bdi>{nameOf(m.via)}</bdi></button> : null}
        {m.reply && m.reply !== talk.peek()?.thread ? <Quote seq={m.reply} ch={ch} /> : null}
        {m.poll ? <Poll m={m} ch={ch} /> : null}
        {carries(m) && !m.removed ? <Carried m={m} ch={ch} /> : null}
        {m.removed ? <Removed m={m} /> : (m.poll || carries(m)) && !m.text ? (m.reactions.length && !m.poll ? null : <Meta m={m} ch={ch} mine={mine} />) : (
          <div class="tx" dir="auto" data-test="text"><Rich x={m.text} en={m.entities} hits={lit.value.get(m.seq)} />{m.reactions.length ? null : <Meta m={m} ch={ch} mine={mine} />}</div>
        )}
        {m.link && !m.removed ? <CarriedLink m={m} ch={ch} /> : null}
        {m.keyboard && !m.removed ? <Buttons m={m} ch={ch} /> : null}
        {m.failure ? <Failed m={m} /> : null}
        {m.reactions.length ? <Reactions m={m} ch={ch} mine={mine} /> : null}
        {m.comments !== undefined && ch.kind === "channel" && !m.removed ? <CommentsLink m={m} /> : null}
      </div>
    </div>
  );
});

function Meta({ m, ch, mine }: { m: Message; ch: Chat; mine: boolean }) {
  return (
    <span class="meta">
      <bdi>
        {ch.pinned.includes(m.seq) ? <Icon name="pin" size={14} /> : null}
        {m.forwards ? <><Icon name="forward" size={15} /><span aria-label={tn("forwards_n", m.forwards)} role="img" data-test="forwards">{short(m.forwards)}</span></> : null}
        {m.views ? <><Icon name="eye" size={15} /><span aria-label={tn("views_n", m.views)} role="img" data-test="views">{short(m.views)}</span></> : null}
        {m.signature ? <bdi class="cut">{m.signature}</bdi> : null}
        {m.silent && (m.from || ch.kind === "channel") ? <Icon name="mute" size={14} /> : null}
        {m.imported ? <span data-test="imported">{t("imported")}</span> : null}
        {m.edited ? <span title={full(m.edited)} data-test="edited">{t("edited")}</span> : null}
        {m.planned ? <><Icon name="calendar" size={14} /><time data-test="planned">{full(m.planned)}</time></> : <time title={full(m.time)}>{clock(m.time)}</time>}
        {mine || (m.mine && m.tick !== "read" && m.tick !== "sent") ? <TickMark tick={ch.kind === "saved" && m.tick === "sent" ? "read" : tickOf(m)} /> : null}
      </bdi>
    </span>
  );
}

function Forwarded({ m }: { m: Message }) {
  const src = m.source;
  if (!src) return null;
  const known = src.c ? chatOf(src.c) : undefined;
  const name = src.n ?? (src.f ? nameOf(src.f) : known ? titleOf(known) : t("hidden_source"));
  const open = () => {
    if (src.c && (known || !src.f)) void openSource(src.c, src.s);
    else if (src.f) openUser(src.f);
  };
  return <button class="fwd" tabIndex={-1} onClick={open} data-test="forwarded">{t("forwarded_from")} <bdi>{name}</bdi></button>;
}

function Quote({ seq, ch }: { seq: number; ch: Chat }) {
  const view = talk.value;
  const m = view ? lookUp(view, seq) : undefined;
  const style = m ? `--nm:${nameColour(m.from || ch.id)}` : undefined;
  return (
    <button class="re" tabIndex={-1} style={style} data-test="quote" onClick={(ev) => { ev.stopPropagation(); if (m) core.jump(ch.id, seq); }}>
      {m === undefined ? <span class="cut">…</span> : m === null ? <span class="cut gone">{t("deleted_message")}</span> : (
        <><b class="cut"><bdi>{m.from ? nameOf(m.from) : titleOf(ch)}</bdi></b><span class="cut" dir="auto">{gist(m)}</span></>
      )}
    </button>
  );
}

function Removed({ m }: { m: Message }) {
  return (
    <div class="gone" data-test="removed">
      {m.mine ? t("removed_mine") : t("removed_other")}
      {m.mine ? <button class="whybox" data-test="removed-why" onClick={() => openSettings("notices")}>{t("removed_why")}</button> : null}
    </div>
  );
}

function Failed({ m }: { m: Message }) {
  return (
    <div class="rx foot" data-test="failed">
      <span class={waits(m) ? "small" : "small bad"}>{sorry(m.failure)}</span>
      <span class="row" style="gap:4px">
        {waits(m) ? null : <button data-test="failed-again" onClick={() => core.retry(m.rid ?? "")}>{t(m.failure?.["why"] === "chat.word_warned" ? "send_all_same" : "again")}</button>}
        <button onClick={() => core.discard(m.rid ?? "")}>{t("discard")}</button>
      </span>
    </div>
  );
}

function Reactions({ m, ch, mine }: { m: Message; ch: Chat; mine: boolean }) {
  const allowed = isTwo(ch) || may(ch, May.react) || ch.kind === "channel";
  return (
    <div class="rx" data-test="reactions">
      {m.reactions.map(([emoji, n]) => (
        <button key={emoji} aria-pressed={m.myReaction === emoji} disabled={!allowed} aria-label={`${emoji} ${n}`} data-test="reaction" onClick={(ev) => { ev.stopPropagation(); void tell(core.react(ch.id, m.seq, m.myReaction === emoji ? null : emoji)); }}>
          <span class="glyph" aria-hidden="true">{emoji}</span><span class="num" aria-hidden="true">{count(n)}</span>
        </button>
      ))}
      {m.removed || (m.poll && !m.text) ? null : <Meta m={m} ch={ch} mine={mine} />}
    </div>
  );
}

