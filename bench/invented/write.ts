/**
 * The logs that earlier figures were measured on: life cycles invented by hand (bench/traffic/ has recorded ones). Their
 * bytes must not change, so that figures stay comparable: two million lines of Exim are 343 MB.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { chance } from "../chance.ts";
import { dovecotTraffic } from "./dovecot.ts";
import { eximTraffic } from "./exim.ts";
import { schedule } from "./schedule.ts";

export type InventedLog = "exim" | "dovecot";

/** Tuesday, 2026-01-06 00:00:00 UTC. */
const start = Date.UTC(2026, 0, 6) / 1000;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Writes `lines` lines of one log into `path`; returns its size in bytes. */
export function writeInvented(log: InventedLog, lines: number, path: string, seed = 20_260_108): number {
  const file = openSync(path, "w");
  let bytes = 0;
  let left = lines;
  let block: string[] = [];
  const flush = () => {
    bytes += writeSync(file, Buffer.from(block.join(""), "latin1"));
    block = [];
  };
  for (const { second, text } of linesOf(log, seed)) {
    block.push(`${stamp(log, second)} ${text}\n`);
    if (block.length === 20_000) flush();
    if (--left === 0) break;
  }
  flush();
  closeSync(file);
  return bytes;
}

/** Lines without end, in order of time. */
function* linesOf(log: InventedLog, seed: number) {
  const luck = chance(seed);
  const plan = schedule(start);
  const exim = eximTraffic(luck, plan);
  const dovecot = dovecotTraffic(luck, plan);
  if (log === "exim")
    plan.add(
      start,
      "exim 4.96 daemon started: pid=811, -q30m, listening for SMTP on port 25 (IPv6 and IPv4) port 587 (IPv6 and IPv4)",
    );
  else
    plan.add(
      start,
      "master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap, pop3, lmtp, sieve (core dumps disabled)",
    );
  for (let second = start; ; second++) {
    if (log === "dovecot") for (let visits = luck.below(8); visits > 0; visits--) dovecot.visit(second);
    else {
      for (let messages = luck.below(5); messages > 0; messages--) exim.message(second);
      if (luck.happens(0.7)) exim.session(second);
      if ((second - start) % 1_800 === 0) exim.queueRun(second);
    }
    for (const text of plan.take(second)) yield { second, text };
  }
}

/** Exim writes the year, Dovecot's own file does not. */
function stamp(log: InventedLog, second: number): string {
  const iso = new Date(second * 1000).toISOString();
  if (log === "exim") return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  return `${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(8, 10)} ${iso.slice(11, 19)}`;
}
