/** The bar of what is playing: empty until something played, then drawn by the part that plays. */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

export const bar = signal<ComponentType | null>(null);
