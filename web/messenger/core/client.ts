// The page's side of the core.
import type { Core } from './api';

export function startCore(): Core {
  throw new Error('not built yet');
}
