/** A small set of emoji drawn by the system: those used lately, then by kind; searched by name in the reader's language. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../icons";
import { Later } from "../Later";
import { type Lang, lang, t } from "../say";

const groups = [
  "😀 😄 😁 😂 🤣 😊 😇 🙂 😉 😍 🥰 😘 😋 😜 🤪 🤔 🤨 😐 😑 🙄 😏 😣 😥 😮 😴 😌 😛 😒 😔 🙃 😲 ☹️ 😖 😞 😟 😤 😢 😭 😨 😩 😬 😰 😱 🥵 🥶 😳 😵 😡 😷 🤒 🥳 🥺 🤠 🤡 🤫 🤭 🧐 🤓 😎 🤗",
  "👍 👎 👌 ✌️ 🤞 🤘 👈 👉 👆 👇 ✋ 👋 👏 🙌 🙏 🤝 💪 🤷 🤦 👀 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 🔥 ✨ ⭐ 🎉 🎁 🎂 🥁 🎵 💤 💬 ✅ ❌ ❓ ❗ ⚡ ⏰ 📌 📎 🔒",
  "🐶 🐱 🐭 🦊 🐻 🐼 🐸 🐵 🐔 🐧 🦉 🐝 🦋 🐢 🐠 🐳 🌸 🌹 🌻 🌲 🌵 🍀 🍁 🌙 ☀️ 🌧️ ❄️ 🌈 🍎 🍋 🍉 🍓 🍑 🥑 🍞 🧀 🍕 🍔 🥗 🍰 🍪 🍫 ☕ 🍵 🍺 🥂",
  "⚽ 🏀 🎾 🏓 🏆 🚗 🚌 🚲 ✈️ 🚀 ⛵ 🏠 🏢 🏖️ ⛰️ 🗺️ 📱 💻 📷 📚 ✏️ 🔧 💡 💰 🛒 📦 ✉️ 📅 📈 🎮 🎬 🎨",
].map((g) => g.split(" "));
const titles = ["emo_faces", "emo_signs", "emo_nature", "emo_things"] as const;
const RECENT = 16;

const loaders: Record<Lang, () => Promise<{ names: string }>> = {
  en: () => import("../../words/emoji-en"),
  ru: () => import("../../words/emoji-ru"),
  ar: () => import("../../words/emoji-ar"),
};

const lately = (): string[] => { try { return JSON.parse(localStorage.getItem("emoji") ?? "[]") as string[]; } catch { return []; } };
const plain = (x: string): string => x.toLocaleLowerCase().replaceAll("ё", "е").replace(/[أإآ]/g, "ا");

/** The emoji of which one name begins with every word typed. */
function find(names: ReadonlyMap<string, string>, q: string): string[] {
  const typed = plain(q).split(/\s+/).filter(Boolean);
  return [...names].filter(([, said]) => typed.every((word) => ` ${plain(said)}`.includes(` ${word}`))).map(([e]) => e);
}

/** The names in the reader's language, by emoji. */
const read = async (): Promise<ReadonlyMap<string, string>> => new Map((await loaders[lang.value]()).names.split(";").map((x) => x.trim()).filter(Boolean).map((x) => { const at = x.indexOf(" "); return [x.slice(0, at), x.slice(at + 1)]; }));

/** What `:word` in a text may mean. */
export const byName = async (word: string): Promise<string[]> => find(await read(), word);

const TAB = "panel";

/** `chat`: where stickers may be sent as well; the tab used last opens first. */
export function Emoji({ picked, close, chat }: { picked: (emoji: string) => void; close: () => void; chat?: number | undefined }) {
  const names = useSignal<ReadonlyMap<string, string>>(new Map());
  const tab = useSignal(chat && localStorage.getItem(TAB) === "stickers" ? "stickers" : "emoji");
  useEffect(() => {
    read().then((found) => { names.value = found; }).catch(() => undefined);
  }, []);
  const turn = (to: string) => { tab.value = to; localStorage.setItem(TAB, to); };
  const along = (ev: KeyboardEvent) => {
    if (ev.key !== "ArrowLeft" && ev.key !== "ArrowRight") return;
    ev.preventDefault();
    turn(tab.value === "emoji" ? "stickers" : "emoji");
    (ev.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-test=tab-${tab.value}]`)?.focus();
  };
  return (
    <>
      {tab.value === "stickers" && chat ? <Later load={() => import("../stickers/Picker").then((p) => p.Picker)} props={{ chat, close, named: (q: string) => find(names.value, q) }} /> : <EmojiTab picked={picked} close={close} names={names.value} />}
      {chat ? (
        <div class="tabs foot" role="tablist" aria-label={t("emoji")} onKeyDown={along}>
          {(["emoji", "stickers"] as const).map((k) => <button class="tab" role="tab" key={k} aria-selected={tab.value === k} tabIndex={tab.value === k ? 0 : -1} data-test={`tab-${k}`} onClick={() => turn(k)}>{t(k)}</button>)}
        </div>
      ) : null}
    </>
  );
}

function EmojiTab({ picked, close, names }: { picked: (emoji: string) => void; close: () => void; names: ReadonlyMap<string, string> }) {
  const q = useSignal("");
  const recent = lately();
  const take = (e: string) => {
    localStorage.setItem("emoji", JSON.stringify([e, ...recent.filter((x) => x !== e)].slice(0, RECENT)));
    close();
    picked(e);
  };
  const found = q.value.trim() ? find(names, q.value) : null;
  const shown: [string, string[]][] = found ? [["", found]] : [...(recent.length ? [[t("emo_recent"), recent] as [string, string[]]] : []), ...groups.map((g, i): [string, string[]] => [t(titles[i] as "emo_faces"), g])];
  const search = (ev: KeyboardEvent) => {
    if (ev.key === "Enter" && found?.[0]) { ev.preventDefault(); take(found[0]); }
    if (ev.key === "ArrowDown") { ev.preventDefault(); (ev.currentTarget as HTMLElement).closest(".menu")?.querySelector<HTMLElement>(".emo button")?.focus(); }
  };
  return (
    <>
      <div class="searchbox emo-search"><Icon name="search" size={20} /><input class="in search" dir="auto" value={q.value} placeholder={t("emo_search")} aria-label={t("emo_search")} data-test="emoji-search" onInput={(ev) => { q.value = ev.currentTarget.value; }} onKeyDown={search} /></div>
      <div class="scroll" data-test="emoji-panel" aria-label={t("emoji")} role="group" onKeyDown={walk}>
        {shown.map(([title, list]) => (
          <div key={title}>
            {title ? <h3>{title}</h3> : null}
            <div class="emo glyph">{list.map((e) => <button key={e} aria-label={names.get(e) ? `${e} ${names.get(e)}` : e} title={names.get(e)} onClick={() => take(e)}>{e}</button>)}</div>
          </div>
        ))}
        {found && !found.length ? <p class="pad quiet center" role="status">{t("nothing_found")}</p> : null}
      </div>
    </>
  );
}

/** Arrow keys: along the line, and to the nearest above or below. */
function walk(ev: KeyboardEvent): void {
  const all = [...(ev.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".emo button")];
  const from = document.activeElement as HTMLElement;
  const at = all.indexOf(from);
  if (at < 0 || !ev.key.startsWith("Arrow")) return;
  const along = ev.key === "ArrowRight" || ev.key === "ArrowLeft";
  const ahead = ev.key === "ArrowDown" || (ev.key === "ArrowRight") !== (document.documentElement.dir === "rtl" && along);
  const x = from.getBoundingClientRect().left;
  const rest = ahead ? all.slice(at + 1) : all.slice(0, at).reverse();
  const next = along ? rest[0] : rest.find((b) => Math.abs(b.getBoundingClientRect().left - x) < 8 && b.offsetTop !== from.offsetTop);
  if (next) { ev.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
}
