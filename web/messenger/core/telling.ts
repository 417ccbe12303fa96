import { type Connection, Refused } from "./api";

/** It was asked while there was no line. */
export const unasked = (error: unknown): boolean => error instanceof Refused && error.code === "OFFLINE";

/** It may be answered a moment later. */
export const passing = (error: unknown): boolean => error instanceof Refused && error.code === "RETRY";

/** Whether a panel that has nothing yet says why. That there is no line is not said before the line was tried once; once said, it stays through all later tries, until something is asked again. */
export class Telling {
  private told = false;

  refusal(error: unknown, line: Connection["state"]): boolean {
    this.told = !!error && (this.told || !unasked(error) || line === "offline");
    return this.told;
  }
}
