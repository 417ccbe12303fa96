/** What stands for a picture that is missing; public pages say the same (tests/vectors/initials.json). */
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
