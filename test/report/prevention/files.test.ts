import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Analysis, FindingOf } from "../../../src/analyzers/analysis.ts";
import { hostNames } from "../../../src/report/host.ts";
import { buildReport } from "../../../src/report/index.ts";
import type { PreventiveFile } from "../../../src/report/model.ts";
import { dovecotLimits } from "../../../src/report/prevention/dovecot-limits.ts";
import { preventiveFiles } from "../../../src/report/prevention/index.ts";
import { hasUnseen } from "../../../src/report/visible.ts";
import { checkFiles, filesOfCase } from "../../../tools/prevention-checks.ts";
import { cleanAnalysis, mmapFinding, sampleAnalysis } from "../sample-analysis.ts";
import { tampered } from "../support/hostile.ts";

const MIB = 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), "prevention-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LIMITS = "/etc/dovecot/conf.d/99-local.conf";
const CACHE = "/usr/local/sbin/dovecot-cache-check";
const QUEUE = "/usr/local/sbin/exim-queue-check";
const CRON = "/etc/cron.d/mailmortem-checks";
const unit = (name: string) => `/etc/systemd/system/${name}`;
const QUEUE_UNITS = [unit("exim-queue-check.service"), unit("exim-queue-check.timer")];
const CACHE_UNITS = [unit("dovecot-cache-check.service"), unit("dovecot-cache-check.timer")];
const ALERT = unit("mailmortem-alert@.service");

const CASES: readonly (readonly [name: string, paths: readonly string[]])[] = [
  ["incident-night", [LIMITS, CACHE, QUEUE, CRON, ...QUEUE_UNITS, ...CACHE_UNITS, ALERT]],
  ["dovecot-mmap", ["/etc/dovecot/local.conf", CACHE, CRON, ...CACHE_UNITS, ALERT]],
  ["frozen-bounces", [QUEUE, CRON, ...QUEUE_UNITS, ALERT]],
  ["host-down", [QUEUE, CRON, ...QUEUE_UNITS, ALERT]],
  ["clean-day", []],
];

describe.each(CASES)("the files for %s", (name, paths) => {
  it("are those that fit it", async () => {
    expect((await filesOfCase(name)).map((file) => file.path)).toEqual(paths);
  });

  it("pass the programs that read them", async (context) => {
    const outcomes = checkFiles(await filesOfCase(name), join(folder, name));
    expect(outcomes.filter((one) => one.result === "failed")).toEqual([]);
    const missing = [...new Set(outcomes.filter((one) => one.result === "missing").map((one) => one.check))];
    if (missing.length > 0) context.skip(`not installed: ${missing.join(", ")}`);
  });

  it("run each check that is installed, and none that is not", async () => {
    const files = await filesOfCase(name);
    const cron = files.find((file) => file.language === "cron");
    const lines = (cron?.content ?? "").split("\n").filter((line) => line.startsWith("*") || /^\d/.test(line));
    const scripts = files.filter((file) => file.language === "bash").map((file) => file.path);
    // five times, a user, a program
    expect(lines.map((line) => /^(?:[\d*/]+ ){5}root (\S+)$/.exec(line)?.[1]).sort()).toEqual([...scripts].sort());
    expect(cron === undefined || /^MAILTO=\S+$/m.test(cron.content)).toBe(true);
  });
});

describe("the programs that check", () => {
  const file = (language: PreventiveFile["language"], path: string, content: string): PreventiveFile => ({
    path,
    purpose: [],
    language,
    content,
    mode: "0644",
    install: [],
    issues: [],
  });
  it.each([
    file("bash", "/x/a", "#!/bin/bash\nif true; then\n"),
    file("bash", "/x/b", '#!/bin/bash\ncd "$1"\nrm $2\n'),
    file("conf", "/x/c.conf", "service imap {\n  vsz_limits = 1G\n}\n"),
    file("ini", "/x/d.service", "[Service]\nExecStarted=/bin/true\n"),
    file("ini", "/x/e@.service", "[Service]\nType=oneshot\nExecStart=/usr/local/sbin/not-there\n"),
  ])("refuse a broken file: $path", (broken) => {
    const outcomes = checkFiles([broken], join(folder, "broken"));
    const here = outcomes.filter((one) => one.result !== "missing");
    expect(here.length === 0 || here.some((one) => one.result === "failed")).toBe(true);
  });
});

describe("Dovecot's limits", () => {
  const finding = (facts: Partial<FindingOf<"mmap-failure">["facts"]>): FindingOf<"mmap-failure"> => ({
    ...mmapFinding,
    facts: { ...mmapFinding.facts, enoughCacheMax: "160M", vszLimit: null, ...facts },
  });
  const settings = (facts: Partial<FindingOf<"mmap-failure">["facts"]>, version: string | null) => {
    const { services, cacheMax } = dovecotLimits([finding(facts)], version);
    return [cacheMax, ...services.map(({ name, limit }) => `${name} ${limit}`)];
  };
  it.each([
    ["1.30 GiB", { size: 1_395_104_500 }, "2.3.19.1", ["160M", "imap 2048M", "lmtp 2048M", "indexer-worker 2048M"]],
    ["700 MiB", { size: 700 * MIB }, "2.3.19", ["160M", "imap 1280M", "lmtp 1280M", "indexer-worker 1280M"]],
    [
      "a version without the setting",
      { size: 700 * MIB },
      "2.3.4",
      [false, "imap 1280M", "lmtp 1280M", "indexer-worker 1280M"],
    ],
    [
      "no less than the default of 2.4.1",
      { size: 300 * MIB },
      "2.4.1",
      ["160M", "imap 1024M", "lmtp 1024M", "indexer-worker 1024M"],
    ],
    [
      "nor where the version is not known",
      { size: 300 * MIB },
      null,
      ["160M", "imap 1024M", "lmtp 1024M", "indexer-worker 1024M"],
    ],
    ["a small file", { size: 20 * MIB }, "2.3.19", ["160M", "imap 256M", "lmtp 256M", "indexer-worker 256M"]],
    [
      "a log file, which mail_cache_max_size does not bound",
      { size: 300 * MIB, file: "/m/dovecot.index.log" },
      "2.3.19",
      [false, "imap 512M", "lmtp 512M", "indexer-worker 512M"],
    ],
    [
      "no size: 1.5 x the largest cache",
      { size: null, file: null, enoughCacheMax: null },
      "2.3.19",
      [false, "imap 1536M", "lmtp 1536M", "indexer-worker 1536M"],
    ],
    ["a size that no index has", { size: 1e15 }, "2.3.19", ["160M", "imap 256M", "lmtp 256M", "indexer-worker 256M"]],
    [
      "a limit that is higher already",
      { size: 700 * MIB, vszLimit: 2048 * MIB },
      "2.3.19",
      ["160M", "imap 2048M", "lmtp 1280M", "indexer-worker 1280M"],
    ],
    [
      "the service seen",
      { size: 300 * MIB, service: "pop3" },
      "2.3.19",
      ["160M", "imap 512M", "lmtp 512M", "indexer-worker 512M", "pop3 512M"],
    ],
    [
      "a service of a stranger's making",
      { size: 300 * MIB, service: "x { }\nprotocols" },
      "2.3.19",
      ["160M", "imap 512M", "lmtp 512M", "indexer-worker 512M"],
    ],
  ] as const)("for %s", (_, facts, version, expected) => {
    expect(settings(facts, version)).toEqual(expected);
  });

  it("say their sum, and set nothing for all services or for their number", async () => {
    const text = (await filesOfCase("incident-night")).find((file) => file.path === LIMITS)?.content ?? "";
    expect(text).toContain("# Largest index file that could not be mapped: 1,395,104,500 bytes (1331M).\n");
    expect(text).toContain("# The limit: 1.5 x 1331M = 1997M, rounded up to 2048M (a multiple of 256M).\n");
    const keys = text.match(/^\s*\w+ = /gm)?.map((key) => key.trim());
    expect([...new Set(keys)]).toEqual(["mail_cache_max_size =", "vsz_limit ="]);
  });
});

describe("hostile logs", () => {
  const contents = (analysis: Analysis) =>
    preventiveFiles(analysis, buildReport(analysis, { now: 0 }).issues, hostNames(analysis.mail.host));

  it("leave no trace in any file", () => {
    const evil = tampered(sampleAnalysis, (text) => `${text}\n$(touch owned) \`id\` ' " }\nprotocols = none`);
    for (const file of contents(evil)) {
      expect([file.path, file.content]).toEqual([file.path, expect.not.stringMatching(/owned|protocols/)]);
      expect(hasUnseen(file.content.replaceAll("\n", ""))).toBe(false);
    }
    expect(contents(evil).length).toBeGreaterThan(5);
  });

  it("name no user and no mailbox of the incident", () => {
    for (const { content } of contents(sampleAnalysis)) expect(content).not.toMatch(/marie|acme|Logs/);
  });

  it("a clean day asks for nothing", () => {
    expect(contents(cleanAnalysis)).toEqual([]);
  });
});
