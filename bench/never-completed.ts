/**
 * Ten million messages that arrive and of which nothing more is said: what memory `analyze` needs, and that it says what it
 * kept. The log is written to a temporary file and removed.
 *
 * `npx tsx bench/never-completed.ts [MESSAGES] [options of analyze …]`, after `npm run build`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const START = Date.parse("2026-01-01T00:00:00Z") / 1000;
/** Messages a second. */
const RATE = 20;

function base62(value: number, digits: number): string {
  let text = "";
  for (let rest = value; text.length < digits; rest = Math.floor(rest / 62)) text = `${BASE_62[rest % 62]}${text}`;
  return text;
}

function arrival(n: number): string {
  const second = START + Math.floor(n / RATE);
  const stamp = new Date(second * 1000).toISOString().slice(0, 19).replace("T", " ");
  const id = `${base62(second, 6)}-${base62((n * 7) % 4_194_304, 6)}-${base62(n % 100, 2)}`;
  const peer = `H=host${n % 997}.example [192.0.2.${n % 250}]`;
  return `${stamp} ${id} <= user${n % 5000}@site${n % 300}.example ${peer} P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S=${2000 + (n % 9000)} for dest${n % 7919}@target${n % 900}.example\n`;
}

async function writeLog(file: string, messages: number): Promise<void> {
  const out = createWriteStream(file);
  for (let n = 0; n < messages; ) {
    let chunk = "";
    for (; n < messages && chunk.length < 1 << 20; n++) chunk += arrival(n);
    if (!out.write(chunk, "latin1")) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

const [first = "10000000", ...options] = process.argv.slice(2);
const messages = Number(first);
const folder = mkdtempSync(join(tmpdir(), "mailmortem-open-"));
try {
  const log = join(folder, "mainlog");
  await writeLog(log, messages);
  process.stdout.write(`${messages} messages, ${Math.round(statSync(log).size / 1e6)} MB\n`);
  const program = [
    path("../dist/cli/main.js"),
    "analyze",
    "--format",
    "json",
    "--tz",
    "UTC",
    "--quiet",
    ...options,
    log,
  ];
  const began = performance.now();
  const run = spawn(process.execPath, ["--import", path("./peak.mjs"), ...program], {
    stdio: ["ignore", "pipe", 2, "pipe"],
  });
  const read = async (stream: NodeJS.ReadableStream | null) => {
    const parts: Buffer[] = [];
    for await (const part of stream ?? []) parts.push(part as Buffer);
    return Buffer.concat(parts).toString();
  };
  const [json, peak] = await Promise.all([read(run.stdout), read(run.stdio[3] as NodeJS.ReadableStream)]);
  const { peakKiB, cpuSeconds } = JSON.parse(peak);
  const { sampling, mail, coverage } = JSON.parse(json);
  process.stdout.write(
    `${((performance.now() - began) / 1000).toFixed(1)} s, CPU ${cpuSeconds.toFixed(1)} s, peak ${Math.round((peakKiB * 1024) / 1e6)} MB\n` +
      `${JSON.stringify(sampling ?? null)}, queue ${mail.queue.active}\n${coverage.warnings[0] ?? "no warning"}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
