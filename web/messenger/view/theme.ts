/** Light or dark: the system's wish, or one's own. */
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

effect(() => {
  document.documentElement.dataset["theme"] = dark.value ? "dark" : "light";
  document.querySelector("meta[name=theme-color]")?.setAttribute("content", dark.value ? "#131b1c" : "#ffffff");
});
