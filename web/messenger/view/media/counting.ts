/** Bytes that the service worker does not see: downloads, and what came before it was there. */
const CHANNEL = "tambour-media";
const KINDS: Record<string, string> = { s: "photos", m: "photos", l: "photos", p: "videos", v: "videos", 480: "videos", a: "voice" };

const channel = new BroadcastChannel(CHANNEL);

/** A download was begun; the browser does not tell how far it came. */
export function countDownload(size: number): void {
  channel.postMessage({ kind: "files", down: size });
}

new PerformanceObserver((list) => {
  for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
    const [, door, , name] = new URL(entry.name).pathname.split("/");
    if (door === "f" && !entry.workerStart && entry.transferSize && KINDS[name ?? ""]) channel.postMessage({ kind: KINDS[name ?? ""], down: entry.transferSize });
  }
}).observe({ type: "resource", buffered: true });
