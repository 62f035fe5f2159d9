/** What can be known of a file's lines before it is read: whether it may be cut, and whether its stamps need years. */
import { bytesOf, ChunkReader } from "./chunks.ts";
import type { ReadOptions, TimedEvent } from "./contract.ts";
import { Part } from "./part.ts";
import { Shapes } from "./shapes.ts";
import type { Source } from "./source.ts";
import type { WallZone } from "./zone.ts";

/** What the beginning of a file shows; what comes later may differ, which shows while it is read. */
export interface Fitness {
  /** A dialect keeps something in mind from line to line (envelopes): the file is read from its beginning. */
  readonly remembers: boolean;
  /** A stamp has no year. */
  readonly yearless: boolean;
}

const headSize = 64 * 1024;
const lf = 10;
const nobody = { event: () => {} };

/** Reads the first lines of a file. */
export async function fitnessOf<E extends TimedEvent>(
  source: Source,
  {
    dialects,
    zone,
    now,
  }: { readonly dialects: ReadOptions<E>["dialects"]; readonly zone: WallZone; readonly now: number },
): Promise<Fitness> {
  const head = (source.head ?? new Uint8Array(0)).subarray(0, headSize);
  const lines = head.subarray(0, head.lastIndexOf(lf) + 1);
  const part = new Part<E>(source, { dialects, zone, now, shapes: new Shapes(), sink: nobody });
  let yearless = false;
  // Any year will do to see the rest.
  const year = new Date(now).getUTCFullYear();
  const asked = async () => {
    yearless = true;
    return { yearAt: () => year };
  };
  for await (const _ of part.read(new ChunkReader(bytesOf([lines])), { bytesRead: () => lines.length }, asked));
  return { remembers: part.reader.remembers, yearless };
}
