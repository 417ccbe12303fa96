// Starts the core and the view.
import { render } from "preact";
import { startCore } from "./core/client";
import { App } from "./view/App";
import { firstLang, speak } from "./view/say";
import { bind } from "./view/state";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/talk.css";
import "./styles/panels.css";

/** What reaches beyond the page (notifications, installing, sharing) is fetched when the first picture stands. */
const OUTSIDE_AFTER_MS = 1200;

bind(startCore());
setTimeout(() => void import("./view/outside").then((outside) => outside.start()).catch(() => undefined), OUTSIDE_AFTER_MS);
void speak(firstLang()).then(() => render(<App />, document.getElementById("app") as HTMLElement));
