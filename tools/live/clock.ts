/** The daemons' clock: an offset in a file, which libfaketime reads for every look at the time. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Clock {
  /** The daemons' time, ms. */
  readonly now: () => number;
  /** Moves it to an instant such as "2026-03-10T08:00:00Z". @throws Error for a step back. */
  readonly set: (iso: string) => void;
  /** What a process needs to live by it. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A clock in `folder` that stands at `start`. */
export function newClock(folder: string, libfaketime: string, start: string): Clock {
  const file = join(folder, "clock");
  let offset = 0;
  const put = (iso: string) => {
    offset = Date.parse(iso) - Date.now();
    writeFileSync(`${file}.new`, `${offset < 0 ? "-" : "+"}${(Math.abs(offset) / 1000).toFixed(3)}\n`);
    renameSync(`${file}.new`, file);
  };
  put(start);
  const now = () => Date.now() + offset;
  return {
    now,
    set: (iso) => {
      if (Date.parse(iso) < now()) throw new Error(`${iso} was due, it is ${new Date(now()).toISOString()}`);
      put(iso);
    },
    variables: {
      LD_PRELOAD: libfaketime,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DISABLE_SHM: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
  };
}
