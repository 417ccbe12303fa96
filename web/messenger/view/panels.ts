/** Doors to the panels that are fetched when first needed. */
import { h } from "preact";
import type { Reported, WireContact, WirePlace } from "../core/api";
import { showSheet } from "./Sheet";
import { type placeOf, showMenu } from "./Menu";
import { moreWords, t } from "./say";
import type { Chat, Message } from "./state";
import { toast } from "./Toast";

type Place = ReturnType<typeof placeOf>;

function load<T>(what: () => Promise<T>, show: (panel: T) => void): void {
  what().then(show).catch(() => toast(t("load_failed")));
}

/** A panel that speaks with the words that are not in the first load. */
function more<T>(what: () => Promise<T>, show: (panel: T) => void): void {
  load(() => Promise.all([what(), moreWords()]).then(([panel]) => panel), show);
}

export const openSettings = (page?: string): void => more(() => import("./panels/Settings"), (p) => showSheet((close) => h(p.Settings, { close, page })));
export const openNew = (kind: "dialog" | "group" | "channel"): void => load(() => import("./panels/NewChat"), (p) => showSheet((close) => h(p.NewChat, { close, kind })));
export const openContacts = (): void => load(() => import("./panels/Contacts"), (p) => showSheet((close) => h(p.Contacts, { close })));
export const openFolders = (): void => more(() => import("./panels/Folders"), (p) => showSheet((close) => h(p.Folders, { close })));
export const openUser = (user: number): void => more(() => import("./panels/UserCard"), (p) => showSheet((close) => h(p.UserCard, { close, user })));
export const openReport = (about: Reported): void => load(() => import("./panels/Report"), (p) => showSheet((close) => h(p.Report, { close, about })));
export const openForward = (from: number, seqs: number[]): void => more(() => import("./panels/Forward"), (p) => showSheet((close) => h(p.Forward, { close, from, seqs })));
export const openVersions = (chat: number, seq: number): void => load(() => import("./panels/Small"), (p) => showSheet((close) => h(p.Versions, { close, chat, seq })));
export const openWho = (chat: number, seq: number): void => more(() => import("./panels/Who"), (p) => showSheet((close) => h(p.Who, { close, chat, seq })));
export const openVotes = (m: Message): void => more(() => import("./panels/Who"), (p) => showSheet((close) => h(p.Votes, { close, m })));
export const openPins = (chat: number): void => more(() => import("./panels/Small"), (p) => showSheet((close) => h(p.Pins, { close, chat })));
export const openSchedule = (done: (at: number) => void): void => more(() => import("./panels/Plans"), (p) => showSheet((close) => h(p.Schedule, { close, done })));
export const openScheduled = (chat: number): void => more(() => import("./panels/Plans"), (p) => showSheet((close) => h(p.Scheduled, { close, chat })));
export const openPoll = (chat: number): void => load(() => import("./panels/PollForm"), (p) => showSheet((close) => h(p.PollForm, { close, chat })));
export const openApprove = (url: string): void => more(() => import("./panels/Settings"), (p) => showSheet((close) => h(p.Approve, { close, url })));
export const openInvite = (token: string): void => load(() => import("./panels/Join"), (p) => showSheet((close) => h(p.Join, { close, token })));
export const openViewer = (m: Message, id: string): void => load(() => import("./media/Viewer"), (p) => p.view(m, id));
export const openSending = (chat: number, files: readonly File[], asFiles?: boolean, said?: string): void => load(() => import("./media/Sending"), (p) => showSheet((close) => h(p.Sending, { close, chat, files, asFiles: !!asFiles, said })));
export const openShared = (chat: number): void => load(() => import("./panels/MediaTabs"), (p) => showSheet((close) => h(p.SharedSheet, { close, chat })));
/** `give`: takes it instead of the chat. */
export const openContactShare = (chat: number, give?: (contact: WireContact) => Promise<boolean>): void => load(() => import("./panels/Share"), (p) => showSheet((close) => h(p.ContactShare, { close, chat, give })));
export const openPlaceShare = (chat: number, give?: (place: WirePlace) => Promise<boolean>): void => load(() => import("./panels/Share"), (p) => showSheet((close) => h(p.PlaceShare, { close, chat, give })));
export const openMoving = (chat?: number, title?: string): void => more(() => import("./panels/Moving"), (p) => showSheet((close) => h(p.Moving, { close, chat, title })));
export const openNotifications = (): void => load(() => import("./panels/Notifications"), (p) => showSheet((close) => h(p.Notifications, { close })));
export const openKeys = (): void => more(() => import("./panels/Keys"), (p) => showSheet((close) => h(p.Keys, { close })));
/** `chat`: there stickers may be sent, too. */
export const openEmoji = (place: Place, picked: (emoji: string) => void, chat?: number): void => load(() => import("./panels/Emoji"), (p) => showMenu(place, [], t("emoji"), (close) => h(p.Emoji, { picked, close, chat }), "emoji"));
export const openPack = (which: { pack?: string; file?: string }): void => load(() => import("./stickers/Pack"), (p) => showSheet((close) => h(p.PackSheet, { close, ...which })));
export const openCommands = (place: Place, ch: Chat, say: (command: string) => void): void => load(() => import("./bots/parts"), (p) => void p.showCommands(place, ch, say));
export const openPacks = (): void => load(() => import("./stickers/Pack"), (p) => showSheet((close) => h(p.Packs, { close })));

