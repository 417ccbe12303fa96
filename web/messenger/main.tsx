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

bind(startCore());
void speak(firstLang()).then(() => render(<App />, document.getElementById("app") as HTMLElement));
