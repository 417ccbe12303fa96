/** In the composer's place: a message is written with a bot, turn by turn, and sent in one's own name. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { WireContact, WireOffer, WireOffered, WirePlace } from "../../core/api";
import { botWords } from "../../words/bots";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { Carried, carries } from "../media/Carried";
import { fitting, look as lookInto } from "../media/choose";
import { placeOf, showMenu } from "../Menu";
import { gist, nameOf } from "../names";
import { openContactShare, openPlaceShare } from "../panels";
import { pickFiles } from "../pick";
import { Rich } from "../rich";
import { lang, t } from "../say";
import { ask, type Chat, core, me, type Message, messageFrom } from "../state";
import { answering, constructed, constructing, replying, wantFocus } from "../talk";
import { sorry, tell, toast } from "../Toast";
import { copy, follow, ICONS, ownContact, ownPlace } from "./Keys";
import "./bots.css";

const PATIENCE_MS = 12_000;
const LIMIT = 4000;
const touch = matchMedia("(pointer: coarse)");

/** As it would stand in the chat. */
function previewOf(ch: Chat, one: WireOffered): Message {
  const { kb: _kb, ...rest } = one;
  return { ...messageFrom({ c: ch.id, s: 0, ev: 0, f: me.value?.id ?? 0, d: Date.now(), ...rest }), ...(one.ct ? { contact: one.ct } : {}), ...(one.lo ? { place: one.lo } : {}) };
}

function Preview({ ch, one }: { ch: Chat; one: WireOffered }) {
  const m = previewOf(ch, one);
  return (
    <div class="m mine first last" role="listitem" data-test="offered">
      <div class="b">
        {carries(m) ? <><span class="sr">{gist(m)}</span><div inert><Carried m={m} ch={ch} /></div></> : null}
        {m.text ? <div class="tx" dir="auto"><Rich x={m.text} en={m.entities} /></div> : null}
        {one.kb ? <div class="kb">{one.kb.map((row, r) => <div class="kr" key={r} style={`--n:${row.length}`}>{row.map((b, c) => <span key={c} class="key" dir="auto">{b.x}</span>)}</div>)}</div> : null}
      </div>
    </div>
  );
}

export function Constructor({ ch }: { ch: Chat; thread: number }) {
  const begun = constructing.peek();
  const bot = begun?.bot ?? 0;
  const words = botWords[lang.value];
  const said = (text: string): string => text.replace("{name}", nameOf(bot));
  const turn = useSignal<{ n: number; offer: WireOffer }>({ n: 0, offer: {} });
  const waits = useSignal(true);
  const slow = useSignal(false);
  const sending = useSignal(false);
  const text = useSignal("");
  const area = useRef<HTMLTextAreaElement>(null);
  const shut = useRef<HTMLButtonElement>(null);
  const id = constructing.value?.id;

  const close = () => {
    const open = constructing.peek()?.id;
    constructing.value = null;
    wantFocus.value += 1;
    if (open) void ask("construct.end", { id: open }).catch(() => undefined);
  };
  const failed = (err: unknown) => {
    const over = (err as { code?: string }).code === "NOT_FOUND";
    toast(over ? words.con_over : sorry(err));
    if (over) { constructing.value = null; wantFocus.value += 1; } else waits.value = false;
  };
  const look = async () => {
    if (!id) return;
    try {
      const found = await ask("construct.get", { id });
      if (found.n < turn.peek().n) return; // a later answer was quicker
      const fresh = found.n > turn.peek().n;
      turn.value = found;
      if (fresh) waits.value = false;
      if (fresh && found.offer.in && !touch.matches) requestAnimationFrame(() => area.current?.focus());
    } catch (err) { failed(err); }
  };
  useEffect(() => {
    if (!begun || begun.id) return;
    ask("construct.open", { c: ch.id, u: bot }).then((made) => { if (constructing.peek() === begun) constructing.value = { ...begun, id: made.id }; }, (err) => { toast(sorry(err)); constructing.value = null; });
  }, []);
  useEffect(() => { shut.current?.focus({ preventScroll: true }); }, []);
  const heard = constructed.value;
  useEffect(() => { void look(); }, [id, heard?.id === id ? heard?.n : 0]);
  useEffect(() => {
    slow.value = false;
    if (!waits.value) return;
    const timer = setTimeout(() => { slow.value = true; }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [waits.value, turn.value.n]);

  const tellBot = async (said: { x?: string; ct?: WireContact; lo?: WirePlace } | undefined): Promise<boolean> => {
    if (!id || !said || waits.value) return false;
    waits.value = true;
    return ask("construct.say", { id, ...said }).then(() => true, (err) => { failed(err); return false; });
  };
  const press = async (row: number, col: number): Promise<unknown> => {
    const button = turn.value.offer.kb?.[row]?.[col];
    switch (button?.k) {
      case "link": return follow(button.u ?? "");
      case "clipboard": return copy(button.p ?? "");
      case "message": return tellBot({ x: button.x });
      case "request_contact": return ownContact(bot, words.con_contact).then((ct) => tellBot(ct && { ct }));
      case "request_geo_location": return ownPlace(bot, words.con_place).then((lo) => tellBot(lo && { lo }));
    }
    if (!id || waits.value) return;
    waits.value = true;
    await ask("construct.press", { id, n: turn.value.n, row, col }).catch(failed);
  };
  const say = async () => {
    const x = text.value.trim();
    if (x && x.length <= LIMIT && (await tellBot({ x })) && text.peek().trim() === x) text.value = ""; // what was typed meanwhile stays
  };
  /** Files for the bot, with what is written so far. */
  const bring = async (accept: string, plain: boolean) => {
    const files = fitting(await pickFiles(accept));
    if (!id || !files.length || waits.value) return;
    waits.value = true;
    try {
      const fl: string[] = [];
      for (const file of files) {
        const it = await lookInto(file, plain);
        if (it.url) URL.revokeObjectURL(it.url);
        fl.push(await core.upload(file, it.kind, file.name || "file"));
      }
      await ask("construct.say", { id, x: text.value.trim(), fl });
      text.value = "";
    } catch (err) { failed(err); }
  };
  const addMenu = (ev: Event) => showMenu(placeOf(ev), [
    { icon: "picture", text: t("add_photo"), run: () => void bring("image/*,video/*", false), test: "construct-photo" },
    { icon: "file", text: t("add_file"), run: () => void bring("", true), test: "construct-file" },
    { icon: "person", text: t("kind_contact"), run: () => openContactShare(ch.id, (ct) => tellBot({ ct })), test: "construct-contact" },
    { icon: "place", text: t("kind_place"), run: () => openPlaceShare(ch.id, (lo) => tellBot({ lo })), test: "construct-place" },
  ], t("add"));
  const send = async () => {
    if (!id || sending.value) return;
    sending.value = true;
    const { reply } = answering();
    const done = await tell(core.postOffer(id, turn.value.n, reply).then(() => true));
    sending.value = false;
    if (!done) return void look();
    constructing.value = null;
    replying.value = null;
    wantFocus.value += 1;
    core.jump(ch.id);
  };

  const { offer } = turn.value;
  const ready = !!offer.msgs?.length;
  const status = waits.value ? said(slow.value ? words.con_slow : words.con_wait) : offer.hi || (ready ? words.con_ready : "");
  return (
    <footer class="composer constructor" role="group" aria-label={said(words.con_with)} data-test="constructor" onKeyDown={(ev) => { if (ev.key === "Escape") { ev.preventDefault(); ev.stopPropagation(); close(); } }}>
      <div class="banner">
        <Avatar id={bot} name={nameOf(bot)} size={34} />
        <div class="grow"><b class="cut"><bdi>{nameOf(bot)}</bdi></b><span class="hint" role="status" data-test="construct-hint"><bdi>{status}</bdi></span></div>
        {waits.value ? <i class="spin" aria-hidden="true" /> : null}
        <button ref={shut} class="tool" aria-label={said(words.con_close)} data-test="construct-close" onClick={close}><Icon name="close" size={20} /></button>
      </div>
      {ready ? <div class="offers" role="list" tabIndex={0} aria-label={words.con_ready}>{offer.msgs?.map((one, i) => <Preview key={`${turn.value.n}/${i}`} ch={ch} one={one} />)}</div> : null}
      {offer.kb ? (
        <div class="kb asks" role="group" aria-label={said(words.con_buttons)}>
          {offer.kb.map((row, r) => <div class="kr" key={r} style={`--n:${row.length}`}>{row.map((b, c) => <button key={c} class={["key", b.i === "positive" && "yes", b.i === "negative" && "no"].filter(Boolean).join(" ")} disabled={waits.value} data-test="construct-key" onClick={() => void press(r, c)}><span dir="auto">{b.x}</span>{ICONS[b.k] ? <Icon name={ICONS[b.k]!} size={14} /> : null}</button>)}</div>)}
        </div>
      ) : null}
      {offer.in || ready ? (
        <div class="inner">
          {offer.in ? (
            <>
              <button class="tool" disabled={waits.value} aria-haspopup="menu" aria-label={t("add")} title={t("add")} data-test="construct-add" onClick={addMenu}><Icon name="plus" /></button>
              <textarea ref={area} rows={1} dir="auto" maxLength={LIMIT} value={text.value} placeholder={offer.pl || said(words.con_tell)} aria-label={offer.pl || said(words.con_tell)} data-test="construct-text" onInput={(ev) => { text.value = ev.currentTarget.value; }} onKeyDown={(ev) => { if (ev.key === "Enter" && !ev.shiftKey && !ev.isComposing) { ev.preventDefault(); void say(); } }} />
              {text.value.trim() ? <button class="tool on" disabled={waits.value} aria-label={said(words.con_tell)} title={said(words.con_tell)} data-test="construct-say" onClick={() => void say()}><Icon name="up" /></button> : null}
            </>
          ) : <span class="grow" />}
          <button class={sending.value ? "btn busy" : "btn"} disabled={!ready || sending.value || waits.value} data-test="construct-send" onClick={() => void send()}><Icon name="send" size={18} cls="flip" />{words.con_send}</button>
        </div>
      ) : null}
    </footer>
  );
}
