/** What a chat has gathered: pictures and films, files, voice, links, music; newest first, page by page. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isSeen } from "../media/box";
import { FileCard } from "../media/Cards";
import { Guess, useCover, useFetching } from "../media/Picture";
import { Sound } from "../media/Sound";
import { Round } from "../media/Round";
import { spell } from "../media/sizes";
import { pictureFor, posterOf } from "../media/url";
import { type Shown, view } from "../media/Viewer";
import { Icon } from "../icons";
import { nameOf } from "../names";
import { go, hrefOf } from "../route";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Chat, chatOf, type Message, messageFrom } from "../state";
import { sorry } from "../Toast";
import { brief, full } from "../when";
import { Pager } from "./pages";
import "../media/media.css";
import "./tabs.css";

const KINDS = ["media", "files", "voice", "links", "audio"] as const;
type Kind = (typeof KINDS)[number];
const PAGE = 30;

/** One tab: its messages so far, and the cursor of the next page. */
function usePages(c: number, kind: Kind) {
  const list = useSignal<Message[]>([]);
  const next = useSignal<number | undefined>(0);
  const error = useSignal<unknown>(undefined);
  const pager = useRef(new Pager()).current;
  const more = async () => {
    if (next.value === undefined) return;
    error.value = undefined;
    await pager.next(
      () => ask("search.media", { c, kind, limit: PAGE, ...(next.value ? { before: next.value } : {}) }),
      (page) => { list.value = [...list.value, ...page.msgs.map(messageFrom)]; next.value = page.next; },
      (err) => { error.value = err; },
    );
  };
  useLayoutEffect(() => { // rows of one kind are not drawn as those of another
    pager.begin();
    list.value = [];
    next.value = 0;
    void more();
  }, [c, kind]);
  return { list, next, error, more };
}

export function MediaTabs({ ch }: { ch: Chat }) {
  const kind = useSignal<Kind>("media");
  const pages = usePages(ch.id, kind.value);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const eye = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) void pages.more(); }, { rootMargin: "300px" });
    if (end.current) eye.observe(end.current);
    return () => eye.disconnect();
  }, [kind.value, pages.list.value.length]);
  const keys = (ev: KeyboardEvent) => {
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const by = { ArrowRight: rtl, ArrowLeft: -rtl }[ev.key];
    if (!by) return;
    ev.preventDefault();
    kind.value = KINDS[(KINDS.indexOf(kind.value) + by + KINDS.length) % KINDS.length] as Kind;
    (ev.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=tab]")[KINDS.indexOf(kind.value)]?.focus();
  };
  const list = pages.list.value;
  return (
    <section class="shared" aria-label={t("shared")} data-test="shared">
      <div class="tabs" role="tablist" aria-label={t("shared")} onKeyDown={keys}>
        {KINDS.map((k) => <button class="tab" role="tab" key={k} aria-selected={kind.value === k} tabIndex={kind.value === k ? 0 : -1} data-test={`shared-${k}`} onClick={() => { kind.value = k; }}>{t(`tab_${k}`)}</button>)}
      </div>
      <div role="tabpanel" aria-label={t(`tab_${kind.value}`)}>
        {kind.value === "media" ? <Grid ch={ch} list={list} /> : list.map((m) => <Row key={m.key} m={m} ch={ch} kind={kind.value} />)}
        {pages.error.value ? <div class="empty"><p>{sorry(pages.error.value)}</p><button class="btn soft" onClick={() => void pages.more()}>{t("again")}</button></div>
          : pages.next.value !== undefined ? <div ref={end} class="pad center"><span class="spin" role="img" aria-label={t("loading")} /></div>
          : list.length ? null : <div class="empty" data-test="shared-none"><span class="art"><Icon name={kind.value === "links" ? "link" : kind.value === "files" ? "file" : kind.value === "media" ? "picture" : kind.value === "voice" ? "mic" : "music"} size={40} /></span><p>{t("nothing_shared")}</p></div>}
      </div>
    </section>
  );
}

function Grid({ ch, list }: { ch: Chat; list: readonly Message[] }) {
  const all: Shown[] = list.flatMap((m) => m.media.filter((media) => isSeen(media) && media.state !== "failed").map((media) => ({ m, media })));
  const oldestFirst = [...all].sort((a, b) => a.m.seq - b.m.seq);
  return <div class="tiles">{all.map((it) => <Tile key={`${it.m.seq}/${it.media.id}`} ch={ch} it={it} among={oldestFirst} />)}</div>;
}

function Tile({ ch, it, among }: { ch: Chat; it: Shown; among: Shown[] }) {
  const { m, media } = it;
  const [cover, uncover] = useCover(m, ch, media);
  const picture = useFetching(cover ? undefined : media.kind === "photo" ? pictureFor(media, 130) : posterOf(media));
  return (
    <button class="tile" data-test="tile" data-cover={cover || undefined} aria-label={`${t(`kind_${media.kind}` as "kind_photo")}, ${full(m.time)}${cover ? `. ${t(cover === "strange" ? "show_strange" : "show_saved")}` : ""}`} onClick={() => (cover ? uncover() : view(m, media.id, among))}>
      <Guess hash={media.thumb} />
      {picture.src ? <img src={picture.src} alt="" loading="lazy" onError={picture.onError} /> : null}
      {cover ? <span class="badge mid"><Icon name={cover === "strange" ? "eye" : "download"} size={18} /></span> : null}
      {media.kind !== "photo" ? <span class="badge when num">{media.kind === "loop" ? "GIF" : spell(media.duration / 1000)}</span> : null}
    </button>
  );
}

function Row({ m, ch, kind }: { m: Message; ch: Chat; kind: Kind }) {
  const link = m.link?.url ?? m.entities.flatMap(([type, from, length, data]) => (type === "link" ? [String(data)] : type === "url" ? [m.text.slice(from, from + length)] : []))[0];
  const href = link && /^(https?:\/\/|mailto:|tel:)/i.test(link) ? link : link && /^[\w-]+(\.[\w-]+)+/.test(link) ? `https://${link}` : undefined;
  return (
    <div class="shared-row" data-test="shared-row">
      {kind === "links" ? <a class="line" href={href} target="_blank" rel="noopener noreferrer nofollow"><Icon name="link" /><span class="grow"><b class="cut" dir="auto">{m.link?.title ?? link}</b><span class="sub cut" dir="ltr">{link}</span></span></a>
        : m.media.map((media, i) => (kind === "files" ? (media.kind === "file" ? <FileCard key={i} m={m} ch={ch} media={media} /> : null) : media.kind === "round" ? <Round key={i} m={m} ch={ch} media={media} /> : media.kind === "voice" || media.kind === "audio" ? <Sound key={i} m={m} media={media} /> : null))}
      <button class="small from" data-test="shared-jump" onClick={() => go(hrefOf(m.chat, m.seq))}><bdi>{m.from ? nameOf(m.from) : ""}</bdi> · {brief(m.time)}</button>
    </div>
  );
}

/** For dialogs, which have no pane of their own. */
export function SharedSheet({ close, chat }: { close: () => void; chat: number }) {
  const ch = chatOf(chat);
  return <Sheet title={t("shared")} onClose={close} tall test="shared-sheet">{ch ? <MediaTabs ch={ch} /> : null}</Sheet>;
}
