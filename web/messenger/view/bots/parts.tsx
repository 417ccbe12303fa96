/** All about bots that is fetched when the first one is met. */
import "./bots.css";

export { showCommands } from "./Commands";
export { BotFacts } from "./Facts";
export { Keys } from "./Keys";
export { StartBar, Welcome } from "./Start";
