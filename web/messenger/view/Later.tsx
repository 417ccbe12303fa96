/** A part of the app that is fetched when first shown. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "./say";
import { toast } from "./Toast";

export function Later<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props: P }) {
  const [Part, set] = useState<ComponentType<P> | null>(null);
  useEffect(() => { load().then((found) => set(() => found)).catch(() => toast(t("load_failed"))); }, []);
  return Part ? <Part {...props} /> : null;
}
