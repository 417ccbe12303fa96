/** The bots of a chat and what they can be told; asked once a while. */
import type { WireCommand } from "../../core/api";
import { ask, type Chat, userOf } from "../state";

export interface Told { u: number; cmds: WireCommand[]; con?: number }
const FRESH_MS = 30_000;
const kept = new Map<number, { at: number; bots: Promise<Told[]> }>();

export function botsOf(ch: Chat): Promise<Told[]> {
  const old = kept.get(ch.id);
  if (old && Date.now() - old.at < FRESH_MS) return old.bots;
  const bots = ask("bot.list", { c: ch.id }).then((r) => r.bots);
  kept.set(ch.id, { at: Date.now(), bots });
  bots.catch(() => kept.delete(ch.id));
  return bots;
}

/** In a group a command names its bot, so that no other takes it for itself. */
export function addressed(ch: Chat, bot: number, command: string): string {
  const name = ch.kind === "dialog" ? undefined : userOf(bot)?.username;
  return `/${command}${name ? `@${name}` : ""}`;
}
