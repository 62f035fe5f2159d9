/**
 * Sums agree with eximstats (Debian package exim4-base) on every main log of the fixtures and the recordings: messages
 * received, delivered, put off and failed, addresses, volumes, refusals.
 *
 * Where eximstats means something else by a word, its meaning is made from our events here; docs/comparison.md says who
 * is right.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { engineOptions } from "../src/api/read.ts";
import { openPasses } from "../src/engine/passes.ts";
import type { MailEvent } from "../src/index.ts";

const hasEximstats = spawnSync("eximstats", ["-help"]).error === undefined;
const hasRecorded = existsSync("../shared/recorded");
const mainlogs = globSync(["fixtures/logs/**/mainlog", "../shared/recorded/**/mainlog"]).sort();

interface Sums {
  received: number;
  receivedBytes: number;
  delayed: number;
  failed: number;
  delivered: number;
  addresses: number;
  deliveredBytes: number;
  /** "Rejects" and "Temp Rejects". */
  refusals: number;
}
const none: Sums = {
  received: 0,
  receivedBytes: 0,
  delayed: 0,
  failed: 0,
  delivered: 0,
  addresses: 0,
  deliveredBytes: 0,
  refusals: 0,
};

describe.skipIf(!hasEximstats)(
  `sums as eximstats has them${hasEximstats ? "" : " (skipped: no eximstats here)"}`,
  () => {
    test.each(mainlogs)("%s", async (mainlog) => {
      expect(await sumsOf(mainlog)).toEqual(eximstatsOf(mainlog));
    });

    test(`there is something to compare${hasRecorded ? "" : " (in the fixtures alone: no ../shared/recorded here)"}`, () => {
      const total = mainlogs.map(eximstatsOf).reduce((sum, { received }) => sum + received, 0);
      expect(total).toBeGreaterThan(hasRecorded ? 300 : 50);
    });
  },
);

/** What eximstats prints; `-nvr` leaves volumes unrounded. */
function eximstatsOf(file: string): Sums {
  const { stdout } = spawnSync("eximstats", ["-nvr", "-nr", "-ne", "-nt", "-h0", "-q0", "-t0", file], {
    encoding: "latin1",
  });
  const row = (name: string) =>
    (new RegExp(`^  ${name} +(.*)$`, "m").exec(stdout)?.[1] ?? "")
      .replace(/ *\d+\.\d+%/g, "")
      .trim()
      .split(/ +/)
      .map(Number);
  const [receivedBytes = 0, received = 0, , delayed = 0, failed = 0] = row("Received");
  const [deliveredBytes = 0, delivered = 0, addresses = 0] = row("Delivered");
  const [rejects = 0] = row("Rejects");
  const [temporary = 0] = row("Temp Rejects");
  return {
    received,
    receivedBytes,
    delayed,
    failed,
    delivered,
    addresses,
    deliveredBytes,
    refusals: rejects + temporary,
  };
}

/** The same sums from our events. */
async function sumsOf(file: string): Promise<Sums> {
  const sums = { ...none };
  const open = new Map<string, { readonly size: number; delayed?: true; failed?: true }>();
  const passes = await openPasses<MailEvent>([file], engineOptions({ tz: "UTC" }));
  await passes.read({ event: (event, line) => count(event, line.text(1 << 20)), unrecognised: () => {} });
  passes.close();
  return sums;

  function count(event: MailEvent, text: string): void {
    if (!event.kind.startsWith("exim.")) return;
    const id = ("messageId" in event ? event.messageId : null) ?? "";
    const message = open.get(id);
    switch (event.kind) {
      case "exim.arrival":
        // `(=` does not count there.
        if (event.fake === true) return;
        sums.received++;
        sums.receivedBytes += event.size ?? 0;
        open.set(id, { size: event.size ?? 0 });
        return;
      case "exim.delivery":
        // Nor do `>>` and `*>`.
        if (event.flag === "=>") {
          sums.delivered++;
          sums.addresses++;
          sums.deliveredBytes += message?.size ?? 0;
          // What went to :blackhole: is counted as refused as well.
          if (event.transport === null) sums.refusals++;
        } else if (event.flag === "->") sums.addresses++;
        return;
      case "exim.deferral":
        // Once a message, if its arrival is in the log.
        if (message === undefined || message.delayed === true) return;
        message.delayed = true;
        sums.delayed++;
        return;
      case "exim.failure":
        if (message === undefined || message.failed === true) return;
        message.failed = true;
        sums.failed++;
        return;
      case "exim.completed":
        open.delete(id);
        return;
      default:
        if (isRefusalThere(text)) sums.refusals++;
    }
  }
}

/** Any line without a flag that has one of these words in it, also where a host refused our connection. */
function isRefusalThere(text: string): boolean {
  return text.length >= 37 && /rejected|refused|dropped/.test(text);
}
