/** A small set of emoji drawn by the system; the ones used lately come first. */
import { t } from "../say";

const groups = [
  "😀 😄 😁 😂 🤣 😊 😇 🙂 😉 😍 🥰 😘 😋 😜 🤪 🤔 🤨 😐 😑 🙄 😏 😣 😥 😮 😴 😌 😛 😒 😔 🙃 😲 ☹️ 😖 😞 😟 😤 😢 😭 😨 😩 😬 😰 😱 🥵 🥶 😳 😵 😡 😷 🤒 🥳 🥺 🤠 🤡 🤫 🤭 🧐 🤓 😎 🤗",
  "👍 👎 👌 ✌️ 🤞 🤘 👈 👉 👆 👇 ✋ 👋 👏 🙌 🙏 🤝 💪 🤷 🤦 👀 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 🔥 ✨ ⭐ 🎉 🎁 🎂 🥁 🎵 💤 💬 ✅ ❌ ❓ ❗ ⚡ ⏰ 📌 📎 🔒",
  "🐶 🐱 🐭 🦊 🐻 🐼 🐸 🐵 🐔 🐧 🦉 🐝 🦋 🐢 🐠 🐳 🌸 🌹 🌻 🌲 🌵 🍀 🍁 🌙 ☀️ 🌧️ ❄️ 🌈 🍎 🍋 🍉 🍓 🍑 🥑 🍞 🧀 🍕 🍔 🥗 🍰 🍪 🍫 ☕ 🍵 🍺 🥂",
  "⚽ 🏀 🎾 🏓 🏆 🚗 🚌 🚲 ✈️ 🚀 ⛵ 🏠 🏢 🏖️ ⛰️ 🗺️ 📱 💻 📷 📚 ✏️ 🔧 💡 💰 🛒 📦 ✉️ 📅 📈 🎮 🎬 🎨",
].map((g) => g.split(" "));

const lately = (): string[] => { try { return JSON.parse(localStorage.getItem("emoji") ?? "[]") as string[]; } catch { return []; } };

export function Emoji({ picked, close }: { picked: (emoji: string) => void; close: () => void }) {
  const recent = lately();
  const take = (e: string) => {
    localStorage.setItem("emoji", JSON.stringify([e, ...recent.filter((x) => x !== e)].slice(0, 16)));
    close();
    picked(e);
  };
  const all = recent.length ? [recent, ...groups] : groups;
  return (
    <div class="scroll" data-test="emoji-panel" aria-label={t("emoji")} role="group">
      {all.map((g, i) => <div class="emo" key={i}>{g.map((e) => <button key={e} aria-label={e} onClick={() => take(e)}>{e}</button>)}</div>)}
    </div>
  );
}
