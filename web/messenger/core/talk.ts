// What page and worker say to each other: calls with a number, and patches of view models.
import type { Account, Alert, Chat, Connection, Conversation, Message, Upload, User } from './api';
import type { WireRefusal } from './wire';

/** Everything of a conversation but its items. */
export type Head = Omit<Conversation, 'items'>;

export type Patch =
  | { s: 'connection'; v: Connection; offset: number }
  | { s: 'account'; v: Account }
  | { s: 'alerts'; v: Alert[] }
  | { s: 'chats'; put: Chat[]; drop: number[]; all?: boolean }
  | { s: 'people'; put: User[]; all?: boolean }
  | { s: 'uploads'; put: [key: string, upload: Upload][]; drop: string[] }
  | { s: 'window'; w: number; head: Head; put: Message[]; drop: string[]; all?: boolean };

/** Page to worker: `q` numbers a call that wants an answer; 0 wants none. */
export interface Call { q: number; k: string; a: unknown[] }
/** Worker to page. */
export interface Said { patches?: Patch[]; q?: number; r?: unknown; x?: WireRefusal }
/** In place of a call's number: another tab leads now, tell it what is on screen. */
export const NEW_LEADER = -1;
