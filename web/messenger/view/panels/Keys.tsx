/** What the keyboard can do, in one list. */
import { t } from "../say";
import { Sheet } from "../Sheet";

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const ctrl = mac ? "⌘" : "Ctrl";
const alt = mac ? "⌥" : "Alt";

const parts = [
  ["keys_anywhere", [["keys_search", [ctrl, "K"]], ["search_in_chat", [ctrl, "Shift", "F"]], ["keys_chats", [alt, "↑ ↓"]], ["keys_back", ["Esc"]], ["keys_this", [ctrl, "/"]]]],
  ["keys_lists", [["keys_move", ["↑ ↓ Home End"]], ["keys_open", ["Enter"]], ["keys_menu", ["Shift", "F10"]], ["keys_reply", ["R"]]]],
  ["keys_writing", [["keys_send", ["Enter"]], ["keys_line", ["Shift", "Enter"]], ["keys_edit", ["↑"]], ["keys_bold", [ctrl, "B"]], ["keys_italic", [ctrl, "I"]], ["keys_code", [ctrl, "E"]], ["keys_spoiler", [ctrl, "Shift", "P"]]]],
] as const;

export function Keys({ close }: { close: () => void }) {
  return (
    <Sheet title={t("keys")} onClose={close} reading test="keys-sheet">
      {parts.map(([title, rows]) => (
        <section class="group" key={title}>
          <h3>{t(title)}</h3>
          <dl class="keys">
            {rows.map(([what, keys]) => (
              <div key={what}><dt>{t(what)}</dt><dd dir="ltr">{keys.map((k, i) => <>{i ? " + " : null}<kbd>{k}</kbd></>)}</dd></div>
            ))}
          </dl>
        </section>
      ))}
    </Sheet>
  );
}
