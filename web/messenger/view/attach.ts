/** What can be sent besides words, as items of the composer's menu. */
import type { Item } from "./Menu";
import { may, May } from "./names";
import { openContactShare, openPlaceShare, openSending } from "./panels";
import { pickFiles } from "./pick";
import { canRecord } from "./Record";
import { startRecording } from "./recording";
import { t } from "./say";
import type { Chat } from "./state";

async function pick(ch: Chat, accept: string, asFiles: boolean): Promise<void> {
  const files = await pickFiles(accept);
  if (files.length) openSending(ch.id, files, asFiles);
}

export function attachItems(ch: Chat): Item[] {
  const media: Item[] = may(ch, May.media) ? [
    { icon: "picture", text: t("add_photo"), run: () => void pick(ch, "image/*,video/*", false), test: "add-photo" },
    { icon: "file", text: t("add_file"), run: () => void pick(ch, "", true), test: "add-file" },
    ...(canRecord() ? [{ icon: "camera" as const, text: t("kind_round"), run: () => startRecording(ch.id, "round", true), test: "add-round" }] : []),
  ] : [];
  return [
    ...media,
    { icon: "person", text: t("kind_contact"), run: () => openContactShare(ch.id), test: "add-contact" },
    { icon: "place", text: t("kind_place"), run: () => openPlaceShare(ch.id), test: "add-place" },
  ];
}
