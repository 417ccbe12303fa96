/** Habits of this device: light or dark, how large words are, what Enter does. */
import { computed, effect, signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";
const system = matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(system.matches);
system.addEventListener("change", () => { systemDark.value = system.matches; });

export const theme = signal<Theme>((localStorage.getItem("theme") as Theme | null) ?? "auto");
export const dark = computed(() => (theme.value === "auto" ? systemDark.value : theme.value === "dark"));

export function setTheme(next: Theme): void {
  localStorage.setItem("theme", next);
  theme.value = next;
}

/** How large messages are written. */
export type TextSize = "s" | "m" | "l" | "xl";
export const textSize = signal<TextSize>((localStorage.getItem("text") as TextSize | null) ?? "m");
export function setTextSize(next: TextSize): void {
  localStorage.setItem("text", next);
  textSize.value = next;
}
effect(() => { document.documentElement.dataset["text"] = textSize.value; });

/** Enter sends; else it begins a new line, and Ctrl + Enter sends. */
export const enterSends = signal(localStorage.getItem("enter") !== "line");
export function setEnterSends(on: boolean): void {
  localStorage.setItem("enter", on ? "send" : "line");
  enterSends.value = on;
}

effect(() => {
  document.documentElement.dataset["theme"] = dark.value ? "dark" : "light";
  document.querySelector("meta[name=theme-color]")?.setAttribute("content", dark.value ? "#131b1c" : "#ffffff");
});
