/** Files dragged over the conversation or pasted anywhere in it. */
import { useLayoutEffect, useState } from "preact/hooks";
import { Icon } from "./icons";
import { canPost, may, May } from "./names";
import { openSending } from "./panels";
import { t } from "./say";
import type { Chat } from "./state";
import { editing } from "./talk";

const hasFiles = (ev: DragEvent): boolean => !!ev.dataTransfer?.types.includes("Files");
const isBusy = (): boolean => !!document.querySelector("dialog[open]");

export function DropZone({ ch }: { ch: Chat }) {
  const [over, show] = useState(false);
  const open = canPost(ch) && may(ch, May.media);
  useLayoutEffect(() => { // with the composer: what is pasted at once is not lost
    if (!open) return;
    let depth = 0;
    const enter = (ev: DragEvent) => { if (hasFiles(ev) && !isBusy()) { depth += 1; show(true); } };
    const leave = (ev: DragEvent) => { if (hasFiles(ev)) { depth = Math.max(0, depth - 1); if (!depth) show(false); } };
    const hover = (ev: DragEvent) => { if (hasFiles(ev)) ev.preventDefault(); };
    const drop = (ev: DragEvent) => {
      if (!hasFiles(ev)) return;
      ev.preventDefault();
      depth = 0;
      show(false);
      const files = [...(ev.dataTransfer?.files ?? [])];
      if (files.length && !isBusy()) openSending(ch.id, files);
    };
    const paste = (ev: ClipboardEvent) => {
      const files = [...(ev.clipboardData?.files ?? [])];
      if (!files.length || isBusy() || editing.value) return;
      ev.preventDefault();
      openSending(ch.id, files);
    };
    addEventListener("dragenter", enter);
    addEventListener("dragleave", leave);
    addEventListener("dragover", hover);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      show(false);
      removeEventListener("dragenter", enter);
      removeEventListener("dragleave", leave);
      removeEventListener("dragover", hover);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, [ch.id, open]);
  return over ? <div class="dropzone" data-test="dropzone"><span class="empty"><span class="art"><Icon name="clip" size={40} /></span><strong>{t("drop_here")}</strong></span></div> : null;
}
