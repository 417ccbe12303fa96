/** Files, contact cards, places, link previews, stickers. */
import type { Link, Media, WireContact, WirePlace } from "../../core/api";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { mayCopy } from "../names";
import { openPack, openUser } from "../panels";
import { t } from "../say";
import { ask, type Chat, type Message } from "../state";
import { tell, toast } from "../Toast";
import { countDownload } from "./counting";
import { Guess, useCover, useFetching } from "./Picture";
import { Ring } from "./Ring";
import { bytes, ending } from "./sizes";
import { original, pictureFor, useLocal } from "./url";

/** `ch` absent: a list of a chat that lets its files go. */
export function FileCard({ m, media, ch }: { m: Message; media: Media; ch?: Chat | undefined }) {
  const shut = ch && !m.mine && !mayCopy(ch);
  const about = [media.size ? bytes(media.size) : "", ending(media.name)].filter(Boolean).join(" · ");
  const inner = (
    <>
      {media.state === "sending" ? <Ring m={m} media={media} /> : <span class="knob"><Icon name={shut ? "lock" : "download"} size={22} /></span>}
      <span class="grow"><b class="cut" dir="auto">{media.name || t("kind_file")}</b><span class="small by"><bdi>{about}</bdi></span></span>
    </>
  );
  if (shut && media.state !== "sending") return <div class="file" data-test="file" data-state="shut" title={t("file_protected")}>{inner}<span class="sr">{t("file_protected")}</span></div>;
  if (media.state === "sending" || !media.id) return <div class="file" data-test="file" data-state="sending">{inner}</div>;
  return <a class="file" href={original(media)} download={media.name || true} data-test="file" data-state={media.state} onClick={(ev) => { ev.stopPropagation(); countDownload(media.size); }}>{inner}<span class="sr">{t("download")}</span></a>;
}

export function ContactCard({ contact }: { contact: WireContact }) {
  const find = async () => {
    if (contact.u) return openUser(contact.u);
    const found = await tell(ask("contact.import", { phones: [contact.ph ?? ""] }));
    if (found?.users[0]) openUser(found.users[0].u);
    else if (found) toast(t("phone_unknown"));
  };
  return (
    <div class="person" data-test="contact">
      <Avatar id={contact.u ?? 0} name={contact.n} size={46} />
      <span class="grow"><b class="cut" dir="auto">{contact.n}</b>{contact.ph ? <a class="small" href={`tel:${contact.ph}`} dir="ltr" onClick={(ev) => ev.stopPropagation()}>{contact.ph}</a> : <span class="small by">{t("kind_contact")}</span>}</span>
      {contact.u || contact.ph ? <button class="chip" data-test="contact-open" onClick={(ev) => { ev.stopPropagation(); void find(); }}>{t("open")}</button> : null}
    </div>
  );
}

const degrees = (place: WirePlace): string => `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`;

/** A drawing that is made of nothing but the numbers: streets no map was asked for. */
function Drawing({ place }: { place: WirePlace }) {
  const bend = (k: number) => Math.sin(place.lat * 37 + place.lon * 53 + k * 2.3);
  const lines = [0, 1, 2, 3].map((k) => `M${-10} ${25 + k * 34 + bend(k) * 14}Q 90 ${10 + k * 36 + bend(k + 4) * 26} 330 ${22 + k * 33 + bend(k + 9) * 16}`);
  const across = [0, 1, 2, 3, 4].map((k) => `M${20 + k * 66 + bend(k + 1) * 18} -10Q ${40 + k * 62 + bend(k + 6) * 22} 70 ${24 + k * 66 + bend(k + 11) * 18} 160`);
  return (
    <svg class="map" viewBox="0 0 320 140" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect width="320" height="140" class="land" />
      <path d={`M-10 ${118 + bend(3) * 16}Q 120 ${96 + bend(5) * 22} 330 ${124 + bend(8) * 12}V150H-10Z`} class="water" />
      {[...lines, ...across].map((d, i) => <path key={i} d={d} class={i % 3 ? "street" : "street wide"} />)}
      <ellipse cx="160" cy="88" rx="9" ry="3.5" class="shade" />
      <path d="M160 86c-13-17-18-24-18-33a18 18 0 0 1 36 0c0 9-5 16-18 33Z" class="pin" /><circle cx="160" cy="53" r="6.500" class="eye" />
    </svg>
  );
}

export function PlaceCard({ place }: { place: WirePlace }) {
  const { lat, lon } = place;
  const stop = (ev: Event) => ev.stopPropagation();
  return (
    <div class="place" data-test="place">
      <Drawing place={place} />
      <div class="said">
        {place.ti ? <b class="cut" dir="auto">{place.ti}</b> : null}
        <span class="small num by" dir="ltr">{degrees(place)}</span>
        <span class="row links"><a href={`geo:${lat},${lon}`} onClick={stop} data-test="geo">{t("open_map_app")}</a><a href={`https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`} target="_blank" rel="noopener noreferrer" onClick={stop}>OpenStreetMap</a></span>
      </div>
    </div>
  );
}

export function LinkCard({ m, ch, link }: { m: Message; ch: Chat; link: Link }) {
  const none: Media = { id: "", kind: "photo", state: "failed", name: "", mime: "", size: 0, width: 0, height: 0, duration: 0, variants: [] };
  const [cover] = useCover(m, ch, link.media ?? none);
  const picture = useFetching(link.media && !cover ? pictureFor(link.media, 120) : undefined);
  const shown = link.media && (picture.src || link.media.thumb) && !picture.lost;
  return (
    <a class="linkcard" href={link.url} target="_blank" rel="noopener noreferrer nofollow" data-test="link-card" onClick={(ev) => ev.stopPropagation()}>
      <span class="grow">
        {link.site ? <span class="small site cut" dir="auto">{link.site}</span> : null}
        {link.title ? <b dir="auto">{link.title}</b> : null}
        {link.text ? <span class="small words" dir="auto">{link.text}</span> : null}
      </span>
      {shown ? <span class="thumb"><Guess hash={link.media?.thumb} />{picture.src ? <img src={picture.src} alt="" loading="lazy" onError={picture.onError} /> : null}</span> : null}
    </a>
  );
}

export function Sticker({ m, ch, media }: { m: Message; ch: Chat; media: Media }) {
  const [cover, uncover] = useCover(m, ch, media);
  const local = useLocal(media);
  const picture = useFetching(cover ? undefined : local ?? pictureFor(media, 192));
  return (
    <button class="sticker" aria-label={cover === "strange" ? t("show_strange") : cover ? t("show_saved") : t("kind_sticker")} data-test="sticker" data-cover={cover || undefined} onClick={(ev) => { ev.stopPropagation(); if (cover) uncover(); else if (media.id) openPack({ file: media.id }); }}>
      {cover || !picture.src ? <Guess hash={media.thumb} /> : null}
      {picture.src ? <img src={picture.src} alt="" loading="lazy" onError={picture.onError} /> : null}
      {cover === "strange" ? <span class="word"><Icon name="eye" size={26} /><span>{t("show_strange")}</span></span> : null}
    </button>
  );
}
