/** Two things to send that are no files: somebody's card, and a place. */
import { useSignal } from "@preact/signals";
import type { WireContact, WirePlace } from "../../core/api";
import { Icon } from "../icons";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { core, type User } from "../state";
import { answering, replying } from "../talk";
import { tell, toast } from "../Toast";
import { PersonLine, usePeople } from "./People";


/** `give`: instead of sending it to the chat. */
export function ContactShare({ close, chat, give }: { close: () => void; chat: number; give?: ((contact: WireContact) => Promise<boolean>) | undefined }) {
  const q = useSignal("");
  const name = useSignal("");
  const phone = useSignal("");
  const list = usePeople(q.value);
  const send = async (contact: WireContact) => {
    if (give) { if (await give(contact)) close(); return; }
    if ((await tell(core.send(chat, { text: "", ...answering(), contact }))) === undefined) return;
    replying.value = null;
    close();
  };
  const own = name.value.trim() && phone.value.trim().length > 4;
  return (
    <Sheet title={t("share_contact")} onClose={close} tall test="contact-share">
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search_people")} aria-label={t("search_people")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      {list.map((u: User) => <PersonLine key={u.id} user={u} onClick={() => void send({ n: u.name, u: u.id })} />)}
      <form class="pad col" onSubmit={(ev) => { ev.preventDefault(); if (own) void send({ n: name.value.trim(), ph: phone.value.trim() }); }}>
        <h3>{t("share_number")}</h3>
        <input class="in" dir="auto" maxLength={64} value={name.value} placeholder={t("card_name")} aria-label={t("card_name")} data-test="card-name" onInput={(ev) => { name.value = ev.currentTarget.value; }} />
        <input class="in" dir="ltr" type="tel" maxLength={32} value={phone.value} placeholder="+" aria-label={t("phone")} data-test="card-phone" onInput={(ev) => { phone.value = ev.currentTarget.value; }} />
        <button class="btn" disabled={!own} data-test="card-send">{t("send")}</button>
      </form>
    </Sheet>
  );
}

/** "59.93, 30.31", with comma or blank between, or an address that holds two such numbers. */
export function placeIn(text: string): { lat: number; lon: number } | undefined {
  const found = /(-?\d{1,2}(?:[.]\d+)?)\s*[,;/ ]\s*(-?\d{1,3}(?:[.]\d+)?)(?!.*\d[.]\d)/.exec(text);
  const [lat, lon] = [Number(found?.[1]), Number(found?.[2])];
  return found && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined;
}

export function PlaceShare({ close, chat, give }: { close: () => void; chat: number; give?: ((place: WirePlace) => Promise<boolean>) | undefined }) {
  const text = useSignal("");
  const title = useSignal("");
  const busy = useSignal(false);
  const place = placeIn(text.value);
  const here = () => {
    busy.value = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { busy.value = false; text.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`; },
      (error) => { busy.value = false; toast(t(error.code === 1 ? "place_denied" : "place_unknown")); },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  };
  const send = async () => {
    if (!place) return;
    const where = { ...place, ...(title.value.trim() ? { ti: title.value.trim() } : {}) };
    if (give) { if (await give(where)) close(); return; }
    const done = await tell(core.send(chat, { text: "", ...answering(), place: where }));
    if (done === undefined) return;
    replying.value = null;
    close();
  };
  return (
    <Sheet title={t("share_place")} onClose={close} test="place-share" foot={<button class="btn" disabled={!place} data-test="place-send" onClick={() => void send()}>{t("send")}</button>}>
      <div class="pad col" style="gap:16px">
        {"geolocation" in navigator ? <button class={busy.value ? "btn soft busy" : "btn soft"} disabled={busy.value} data-test="place-here" onClick={here}><Icon name="place" />{t("place_here")}</button> : null}
        <label class="field"><span class="lbl">{t("place_numbers")}</span><input class="in" dir="ltr" value={text.value} placeholder="59.93428, 30.33510" data-test="place-numbers" onInput={(ev) => { text.value = ev.currentTarget.value; }} />{text.value && !place ? <span class="err">{t("place_wrong")}</span> : <span class="hint">{t("place_text")}</span>}</label>
        <label class="field"><span class="lbl">{t("place_title")}</span><input class="in" dir="auto" maxLength={128} value={title.value} data-test="place-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /></label>
      </div>
    </Sheet>
  );
}
