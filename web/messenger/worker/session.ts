// Who is signed in on this device: tokens, and their renewal (one at a time).
import { Refused } from '../core/api';
import type { Tokens, WireRefusal } from '../core/wire';

export type Kept = Tokens & { session?: number; me?: { u: number } };

const RENEW_BEFORE_MS = 30_000;

/** One method over HTTP. Raises Refused; `OFFLINE` when no answer came. */
export async function rpc(method: string, params: unknown, token?: string): Promise<unknown> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  let body: { r?: unknown; x?: WireRefusal };
  try {
    const response = await fetch(`/rpc/${method}`, { method: 'POST', headers, body: JSON.stringify(params), signal: AbortSignal.timeout(20_000) });
    body = (await response.json()) as typeof body;
  } catch {
    throw new Refused({ c: 'OFFLINE' });
  }
  if (body.x) throw new Refused(body.x);
  if (!('r' in body)) throw new Refused({ c: 'RETRY' });
  return body.r;
}

export class Session {
  tokens?: Kept;
  private renewing?: Promise<string>;

  /** `kept` writes the tokens through before they are used; `ended` is told when the server knows them no more. */
  constructor(
    private readonly now: () => number,
    private readonly kept: (tokens: Kept) => Promise<void>,
    private readonly latest: () => Promise<Kept | undefined>,
    private readonly ended: () => void,
  ) {}

  /** An access token that is good for a while. */
  async token(): Promise<string> {
    const held = this.tokens;
    if (!held) throw new Refused({ c: 'AUTH' });
    if (held.expires && held.expires - this.now() < RENEW_BEFORE_MS) return this.renew();
    return held.access;
  }

  renew(): Promise<string> {
    this.renewing ??= this.exchange().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async exchange(): Promise<string> {
    const used = this.tokens?.refresh;
    const other = await this.latest();
    if (other && other.refresh !== used) return (this.tokens = other).access;
    try {
      const fresh = (await rpc('auth.refresh', { refresh: used })) as Kept;
      this.tokens = { ...this.tokens, ...fresh };
      await this.kept(this.tokens);
      return fresh.access;
    } catch (error) {
      if (error instanceof Refused && error.code === 'AUTH' && this.tokens?.refresh === used) {
        const rotated = await this.latest();
        if (rotated && rotated.refresh !== used) return (this.tokens = rotated).access;
        this.ended();
      }
      throw error;
    }
  }
}
