/** A coloured disc with initials: no picture is fetched, and the same id always has the same colour. */
import { Icon, type IconName } from "./icons";

const hues = [["#c8503c", "#a93a28"], ["#a8690f", "#8a5200"], ["#7d56c2", "#6a3fb5"], ["#2f7d4e", "#1b6e3c"], ["#217a99", "#0f6a8a"], ["#3d69c4", "#2456b8"], ["#b94580", "#a72a6b"]] as const;
const hue = (id: number): number => Math.abs(id) % hues.length;

/** CSS variable of the colour a person's name is written in. */
export const nameColour = (id: number): string => `var(--name-${hue(id) + 1})`;

const cuts = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const firstLetter = (word: string): string => [...cuts.segment(word)][0]?.segment.toUpperCase() ?? "";

export function initials(name: string): string {
  const words = name.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\s]/gu, " ").split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = picked.map((w) => firstLetter(w ?? ""));
  const arabic = letters.filter((l) => /\p{Script=Arabic}/u.test(l)).length;
  if (arabic && arabic < letters.length) return letters[0] ?? "";
  return letters.join(arabic ? "\u200c" : ""); // Arabic letters would join into one sign
}

export function Avatar({ id, name, icon, live, size }: { id: number; name: string; icon?: IconName | undefined; live?: boolean; size?: number }) {
  const [from, to] = icon ? ["#0f8278", "#0a6660"] : hues[hue(id)] as readonly [string, string];
  const style = `--av:linear-gradient(160deg,${from},${to})${size ? `;--size:${size}px` : ""}`;
  return (
    <span class="av" style={style} aria-hidden="true">
      {icon ? <Icon name={icon} /> : initials(name)}
      {live ? <span class="live" /> : null}
    </span>
  );
}
