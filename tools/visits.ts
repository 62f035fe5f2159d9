/** How much a scanner looks at: bytes and characters counted, not time, so that the same text always costs the same. */
import type { LineScanner } from "../src/grammar/runtime.ts";

/** Bytes looked at one by one, and characters that were searched, compared or cut out. */
export function visitsOf(scan: LineScanner, line: string): number {
  const text = `${line}\n`;
  let visits = 0;
  const bytes = new Proxy(Buffer.from(text, "latin1"), {
    get(target, key) {
      const at = typeof key === "string" ? Number(key) : Number.NaN;
      if (!Number.isNaN(at)) {
        visits++;
        return target[at];
      }
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const counted = {
    length: text.length,
    indexOf(what: string, from = 0): number {
      const at = text.indexOf(what, from);
      visits += (at < 0 ? text.length : at) - from + what.length;
      return at;
    },
    startsWith(what: string, from = 0): boolean {
      visits += what.length;
      return text.startsWith(what, from);
    },
    slice(from: number, to: number): string {
      visits += Math.max(0, to - from);
      return text.slice(from, to);
    },
    charCodeAt(at: number): number {
      visits++;
      return text.charCodeAt(at);
    },
  };
  scan(counted as unknown as string, bytes, 0);
  return visits;
}
