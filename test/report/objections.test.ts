/**
 * What an expert finds wrong in an intervention report written by hand, one test each: the report of the recorded night
 * does not make that mistake, or prints the contradiction or the warning.
 */
import type { Tokens } from "marked";
import { beforeAll, describe, expect, it } from "vitest";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { redactReport } from "../../src/redact/index.ts";
import { recogniseMojibake, repairMojibake } from "../../src/repair/index.ts";
import { harmfulIn } from "../../src/report/harmful/index.ts";
import { renderMarkdown } from "../../src/report/index.ts";
import type { Report } from "../../src/report/model.ts";
import { type Mode, modes } from "../../src/report/modes.ts";
import { blocks, headings, tables, tokensOf } from "./sections/printed.ts";
import { incidentReport, incidentYaml } from "./support/incident.ts";
import { allTokens } from "./support/markdown-reader.ts";

let report: Report;
let printed: Readonly<Record<Mode, string>>;
beforeAll(async () => {
  report = await incidentReport();
  printed = Object.fromEntries(modes.map((mode) => [mode, renderMarkdown(report, { mode })])) as typeof printed;
}, 60_000);

/** A chapter's Markdown, up to the next of its depth. */
function chapter(heading: string, markdown = printed.intervention): string {
  const [, after] = markdown.split(`\n## ${heading}\n`);
  if (after === undefined) throw new Error(`no chapter "${heading}"`);
  return after.split("\n## ")[0] ?? "";
}
const table = (heading: string, nth = 0, markdown = printed.intervention) => {
  const found = tables(chapter(heading, markdown))[nth];
  if (found === undefined) throw new Error(`no table under "${heading}"`);
  return { header: found[0] ?? [], rows: found.slice(1) };
};
/** Code that the report gives as advice: all but what the operator states and what the logs hold. */
const advised = (mode: Mode = "intervention") =>
  blocks(printed[mode].replace(chapterOf("What was changed", mode), "").replace(chapterOf("Verification", mode), ""))
    .map(([, text]) => text)
    .filter((text) => !/^(?:mainlog|dovecot\.log):\d+ {2}\(/.test(text));
const chapterOf = (heading: string, mode: Mode) =>
  printed[mode].includes(`\n## ${heading}\n`) ? chapter(heading, printed[mode]) : "\u0000";
/** The tables of folk advice, which name what not to do. */
const warned = () =>
  tables(printed.intervention)
    .filter(([header]) => header?.[0] === "Often advised")
    .flatMap((found) => found.slice(1));
const withAction = (action: object) =>
  incidentReport(
    JSON.stringify({ actions: [{ at: "2026-01-08 14:18:22", does: "Changed the template.", ...action }] }),
  );
const template = (before: string, after: string) => ({
  files: [{ path: "/etc/exim4/exim4.conf.template", is: "changed", before: `${before}\n`, after: `${after}\n` }],
});

/** Objections that no test of a report can settle, each with the reason. None at present. */
const notTestable: readonly (readonly [number: number, reason: string])[] = [];

const objections: readonly (readonly [number: number, title: string, test: () => void | Promise<void>])[] = [
  [
    1,
    "emptying DKIM_FILE is warned of and never advised; where an operator did it, the report says that mail is unsigned",
    async () => {
      for (const mode of modes)
        for (const code of advised(mode)) expect(harmfulIn(code).map(({ id }) => id)).not.toContain("dkim-off");
      expect(warned().find(([folk]) => folk?.includes("DKIM_FILE"))?.[1]).toMatch(
        /unsigned, without any line in the log/,
      );
      const done = await withAction(template("DKIM_FILE = /etc/exim4/domains/x/dkim.pem", "DKIM_FILE ="));
      expect(chapter("What was changed", renderMarkdown(done))).toMatch(
        /\*\*Action 1, known to harm:\*\* The DKIM key is taken away\. All mail leaves unsigned/,
      );
      expect(chapter("What was changed")).not.toContain("The DKIM key is taken away");
    },
  ],
  [
    2,
    "the mend is the directory lookup, and the outdated template is named as the cause",
    () => {
      const { issues } = report;
      const refused = issues.filter(({ cause }) => cause.analyzer === "tainted-filename");
      expect(refused).toHaveLength(3);
      expect(
        printed.intervention.match(
          /put the untrusted part through a directory lookup\. Look for [^\n]* and write `[^`]*dsearch/g,
        ),
      ).toHaveLength(3);
      expect(printed.intervention).toMatch(/A configuration written for an older Exim breaks in this way/);
      expect(printed.intervention).toMatch(/HestiaCP ships one template per Exim version/);
      for (const mode of ["intervention", "postmortem"] as const)
        expect(printed[mode]).toMatch(/\| Trigger, as stated \| An old copy of the template was restored/);
    },
  ],
  [
    3,
    "one relay file for all domains is flagged, with what it costs, and a password in a stated file is masked",
    async () => {
      expect(chapter("What was changed")).toMatch(
        /\*\*Action 2, known to harm:\*\* One relay file is named for all domains\. Relays and logins of single domains are no longer used/,
      );
      expect(warned().map(([folk]) => folk)).toContain("Naming one fixed relay file for all domains.");
      for (const code of advised()) expect(harmfulIn(code).map(({ id }) => id)).not.toContain("relay-file-fixed");
      const file = { path: "/etc/exim4/smtp_relay.conf", is: "created", content: "user: relay\npass: hunter2\n" };
      const done = renderMarkdown(await withAction({ files: [file] }));
      expect(done).toContain("pass: ***");
      expect(done).not.toContain("hunter2");
    },
  ],
  [
    4,
    "emptying OUTGOING_IP is warned of, and flagged where it was done",
    async () => {
      expect(warned().find(([folk]) => folk?.includes("OUTGOING_IP"))?.[1]).toMatch(/SPF record and reverse name/);
      const done = await withAction(template("OUTGOING_IP = /etc/exim4/domains/x/ip", "OUTGOING_IP ="));
      expect(renderMarkdown(done)).toMatch(/known to harm:\*\* The outgoing address of each domain is taken away\./);
    },
  ],
  [
    5,
    "taint begins with 4.93 (tracked), 4.94 (file names) and 4.96 (programs), not with 4.95",
    () => {
      const begins =
        /tracks tainted values since 4\.93, refuses them in file names and lookups since 4\.94 and as arguments of programs since 4\.96/;
      for (const mode of ["intervention", "postmortem"] as const) {
        expect(printed[mode]).toMatch(begins);
        expect(printed[mode]).not.toMatch(
          /4\.95\+|since (?:Exim )?4\.95|taint\w* (?:\w+ ){0,4}(?:in|from|with) 4\.95(?! and in Debian)/i,
        );
      }
    },
  ],
  [
    6,
    "the cache is too large, not corrupted: exact bytes, GiB, degraded access",
    () => {
      for (const mode of modes) {
        const prose = printed[mode].replace(/\| Calling the file corrupted[^\n]*/g, "");
        expect(prose).not.toMatch(/corrupted|corruption of the cache/i);
      }
      expect(warned().find(([folk]) => folk?.startsWith("Calling the file corrupted"))?.[1]).toMatch(
        /a limit, not damage/,
      );
      expect(printed.intervention).toContain("1,395,104,500 bytes (1.30 GiB)");
      expect(printed.intervention).not.toMatch(/1\.3 GB\b/);
      for (const mode of ["intervention", "postmortem", "summary"] as const)
        expect(chapter("Impact", printed[mode])).toContain("none cut off (degraded, not locked out)");
      expect(chapter("Stated and seen")).toMatch(/\| Logins failed by it \| [^|]* \| \*\*contradicted\*\* \|/);
    },
  ],
  [
    7,
    "a cache above what a current Dovecot writes is said to be older or migrated, and its provenance unknown",
    () => {
      const { cause } = report.issues[3] ?? {};
      expect(cause?.analyzer).toBe("mmap-failure");
      expect(chapter("Additional large cache files")).toMatch(
        /since 2\.3\.11, at most 1 GB\)\. Files above it are older, or were migrated/,
      );
      expect(printed.intervention).toContain("- Who wrote the file at this size, and when.");
    },
  ],
  [
    8,
    "default_vsz_limit is never raised; mail_cache_max_size is set, below the limit of the one service",
    async () => {
      const settings = advised().join("\n");
      expect(settings).not.toMatch(/^\s*default_vsz_limit\s*=/m);
      expect(settings).toMatch(/^mail_cache_max_size = 160M$/m);
      expect(settings).toMatch(/^service imap \{\n {2}vsz_limit = 2048M\n\}$/m);
      expect(warned().map(([folk]) => folk)).toContain("Raising default_vsz_limit.");
      const file = { path: "/etc/dovecot/local.conf", is: "created", content: "default_vsz_limit = 3G\n" };
      expect(renderMarkdown(await withAction({ files: [file] }))).toMatch(
        /known to harm:\*\* `default_vsz_limit` is changed\./,
      );
    },
  ],
  [
    9,
    "process_limit is not touched, and flagged where it lowers the default",
    async () => {
      for (const mode of modes) expect(printed[mode]).not.toContain("process_limit");
      const content = "service imap {\n  process_limit = 256\n}\n";
      const done = await withAction({ files: [{ path: "/etc/dovecot/local.conf", is: "created", content }] });
      expect(renderMarkdown(done)).toMatch(
        /known to harm:\*\* `process_limit` of imap or pop3 is below its default of 1024\./,
      );
    },
  ],
  [
    10,
    "no code deletes an index file, and no timer does; caches are purged through doveadm",
    async () => {
      for (const mode of modes)
        for (const code of advised(mode)) {
          expect(harmfulIn(code).map(({ id }) => id)).not.toContain("index-deleted");
          expect(code).not.toMatch(/^[^#\n]*\b(?:rm|unlink)\b[^\n]*dovecot|^[^#\n]*dovecot\.index[^\n]*-delete\b/m);
        }
      expect(advised().some((code) => code.includes("doveadm mailbox cache purge"))).toBe(true);
      const commands = ["find /home -name dovecot.index.cache -size +100M -delete"];
      expect(renderMarkdown(await withAction({ commands }))).toMatch(
        /known to harm:\*\* Index files of Dovecot are deleted\./,
      );
    },
  ],
  [
    11,
    "alarms watch age, frozen messages and the panic log; a count of fifty is shown to have stayed silent",
    () => {
      const { rows } = table("Monitoring alerts");
      const of = (words: RegExp) => rows.find(([alert]) => words.test(alert ?? ""));
      expect(of(/^Oldest message .* over 1 h \(advised\)$/)?.[1]).toMatch(/^Yes, 2026-01-06 14:53:18 UTC\./);
      expect(of(/^Exim's panic log is not empty \(advised\)$/)?.[1]).toMatch(/^Yes, 2026-01-06 13:53:18 UTC\./);
      expect(of(/^Any frozen message \(advised\)$/)?.[1]).toMatch(/^Yes, 2026-01-06 16:33:21 UTC\./);
      expect(of(/^Exim queue over 50 messages$/)?.[1]).toMatch(/^No\. At most 10 messages/);
      const monitor = report.prevention.find(({ path }) => /exim-queue-check$/.test(path));
      expect(monitor?.content).toMatch(/exiqgrep/);
      expect(monitor?.content).toMatch(/paniclog/);
      expect(harmfulIn(monitor?.content ?? "")).toEqual([]);
      // somebody is told
      expect(printed.intervention).toMatch(/MAILTO/);
    },
  ],
  [
    12,
    "times are UTC, an end before the last error is contradicted, and hours without mail are no downtime",
    () => {
      expect(printed.intervention).toContain("Times are UTC unless a column says otherwise.");
      for (const mode of ["intervention", "postmortem", "summary"] as const) {
        expect(chapter("Stated and seen", printed[mode])).toMatch(
          /\| Fixed at 2026-01-08 14:00:00 UTC \| [^|]* \| \*\*contradicted\*\* \| An error followed at 2026-01-08 14:00:37 UTC/,
        );
        expect(chapter("Before and after", printed[mode])).toMatch(
          /Downtime, as stated:\*\* 1 min .* Apart from that, mail was held for up to 2 days 0 h 25 min/,
        );
        expect(chapter("Before and after", printed[mode])).toMatch(/Mail held, issue 1:\*\* 2 days 0 h 25 min/);
        expect(chapter("Impact", printed[mode])).toMatch(/no mail .*left the host \| 1 day 2 h 10 min/);
      }
      expect(table("Timeline").header).toEqual(["Time (UTC)", "Event", "Line"]);
      expect(chapter("Assumptions")).toMatch(/Time zone of the logs/);
    },
  ],
  [
    13,
    "every fault is quoted line by line, as logged, with its place; message ids included",
    () => {
      for (const { cause } of report.issues) {
        const quoted = blocks(printed.intervention).map(([, text]) => text);
        expect(cause.evidence.length).toBeGreaterThan(0);
        for (const { source, line, text } of cause.evidence)
          expect(quoted.some((one) => one.includes(`${source}:${line}  (`) && one.includes(`\n${text}`))).toBe(true);
      }
      expect(printed.intervention).toContain(
        "imap(marie@acme.example)<58829><C2FM1eBHzZLGM2QU>: Error: Mailbox Logs: mmap(size=1395104500) failed",
      );
      expect(printed.intervention).toMatch(/\n2026-01-06 13:53:18 1vd7Us-000DCS-0M Tainted filename for search/);
    },
  ],
  [
    14,
    "each recipient has a row with its own line, none is called multiple, and lost mail is counted",
    () => {
      const { header, rows } = table("Mail delivered or bounced after being stuck");
      expect(rows).toHaveLength(9);
      const [recipient, line] = [header.indexOf("Recipient"), header.indexOf("Line")];
      expect(new Set(rows.map((row) => row[line])).size).toBe(9);
      for (const row of rows)
        expect([row[recipient], row[line]]).toEqual([
          expect.stringMatching(/^[\w.]+@[\w.-]+\.example$/),
          expect.stringMatching(/^mainlog:\d+$/),
        ]);
      const figures = new Map(table("Impact").rows.map(([label = "", value = ""]) => [label, value]));
      expect(figures.get("Messages that waited too long")).toBe("8 messages");
      expect(figures.get("Recipients of them")).toBe("9 recipients: 9 delivered late");
      expect(figures.get("Messages that bounced by a fault of this host")).toBe("1 message");
      for (const mode of modes) expect(printed[mode]).not.toContain("(multiple)");
    },
  ],
  [
    15,
    "each frozen bounce has its parent and the parent's cause, is no mail loop, and nothing is safe to ignore",
    () => {
      for (const [bounce, parent, cause] of [
        ["1vd9zl-000DYL-06", "1vd9zl-000DYG-02", /unrouteable address/i],
        ["1vdJxo-000DoB-0G", "1vdJxo-000Do6-02", /user unknown/i],
      ] as const) {
        const row = tables(printed.intervention)
          .flat()
          .find(([label]) => label === `Bounce ${bounce}`);
        expect(row?.[1]).toContain(`\`${parent}\``.replaceAll("`", ""));
        expect(row?.[1]).toMatch(cause);
        expect(advised().join("\n")).toContain(`exigrep ${parent} `);
      }
      expect(printed.intervention).toMatch(/A frozen bounce is not a mail loop\./);
      for (const mode of modes) expect(printed[mode]).not.toMatch(/safe to ignore/i);
      // one of them was a casualty of the refused file name
      expect(report.issues[2]?.effects.map(({ analyzer }) => analyzer)).toEqual(["frozen-bounce"]);
    },
  ],
  [
    16,
    "a route is tried as its sender, with -f before -bt",
    () => {
      for (const mode of modes) {
        const lines = blocks(printed[mode]).flatMap(([, text]) => text.split("\n"));
        const tried = lines.filter((line) => !line.startsWith("#") && /\s-bt\b/.test(line));
        for (const line of tried) expect(line).toMatch(/\s-f \S+ -bt /);
        if (mode === "intervention") expect(tried.length).toBeGreaterThan(3);
        expect(printed[mode]).not.toContain("<<<");
      }
    },
  ],
  [
    17,
    "troubleshooting mends the cause: the file's existence is beside the point, and nothing forces the whole queue",
    () => {
      const { rows } = table("Troubleshooting reference");
      const solution = (issue: string) => rows.find(([name]) => name === issue)?.[2];
      expect(solution("Refused file name")).toMatch(/dsearch.*Whether the file exists.*nothing to do with it/);
      expect(solution("Stuck mail")).toMatch(/mend the cause, then exim4 -M ID/);
      expect(rows.flat().join(" ")).not.toContain("-qff");
      for (const code of advised()) expect(harmfulIn(code).map(({ id }) => id)).not.toContain("force-all");
      // the operator forced it, and is told what that does
      expect(chapter("What was changed")).toMatch(
        /\*\*Action 3, known to harm:\*\* The whole queue is forced, frozen messages too/,
      );
    },
  ],
  [
    18,
    "no search for the word error stands for the rest, the panic log is read, and pipes break no table",
    () => {
      const code = advised().join("\n");
      expect(code).not.toMatch(/grep -i error/);
      expect(printed.intervention).toContain("`grep -i error` misses most of them");
      expect(code).toMatch(/grep -i taint \/var\/log\/exim4\/paniclog/);
      for (const mode of modes) {
        const all = tokensOf(printed[mode]).filter((token): token is Tokens.Table => token.type === "table");
        expect(all.length).toBeGreaterThan(3);
        for (const { header, raw } of all)
          for (const row of raw.trimEnd().split("\n"))
            expect([row, (row.match(/(?<!\\)\|/g) ?? []).length - 1]).toEqual([row, header.length]);
      }
      const piped = tables(printed.intervention)
        .flat(2)
        .filter((cell) => cell.includes(" | "));
      expect(piped.some((cell) => /tail -n/.test(cell))).toBe(true);
    },
  ],
  [
    19,
    "a box is ticked only where something shows it, and passwords are not rotated by the calendar",
    () => {
      const items = tokensOf(chapter("Security hardening"))
        .filter((token): token is Tokens.List => token.type === "list")
        .flatMap((list) => list.items.map(({ checked, text }) => ({ checked: checked === true, text })));
      expect(items.length).toBeGreaterThan(6);
      const ticked = items.filter(({ checked }) => checked);
      expect(ticked.map(({ text }) => /^[^.:]*/.exec(text)?.[0])).toEqual([
        "Administrators log in with a second factor",
      ]);
      expect(items.find(({ text }) => text.startsWith("Outgoing mail goes over TLS"))).toEqual({
        checked: false,
        text: expect.stringMatching(/9 of 9 late deliveries .* over TLS 1\.3; other deliveries are not counted here/),
      });
      // each names the line of the log, or of the file in which its evidence is stated
      for (const { text } of ticked) expect(text).toMatch(/`(?:mainlog|intervention\.yaml):\d+`\)$/);
      const signed = items.find(({ text }) => text.includes("DKIM"));
      expect(signed?.checked).toBe(false);
      expect(items.map(({ text }) => text).join("\n")).toMatch(/not every 90 days: NIST SP 800-63B/);
    },
  ],
  [
    20,
    "people, subjects, hosts and addresses can be taken out of the whole report",
    () => {
      const redacted = redactReport(report, { level: "full", key: "k" });
      for (const mode of modes) {
        const markdown = renderMarkdown(redacted, { mode });
        expect(markdown).not.toMatch(
          /marie|clerk@|notary\.example|acme\.example|192\.0\.2\.25|198\.51\.100\.|Procuration|Caisses/,
        );
      }
      expect(printed.intervention).toMatch(/marie@acme\.example/);
    },
  ],
  [
    21,
    "text read in the wrong encoding is recognised and repaired before it is printed",
    async () => {
      const broken = new Map([
        ["\u201a\u00fa\u00d6 done", "\u2705 done"],
        ["\u201a\u00f9\u00e5 failed", "\u274c failed"],
        ["Relev\u221a\u00a9 de la fa\u221a\u00dfade", "Relev\u00e9 de la fa\u00e7ade"],
      ]);
      for (const [read, written] of broken) {
        expect([read, recogniseMojibake(read)?.encoding, repairMojibake(read)]).toEqual([read, "macroman", written]);
      }
      const repaired = repairMojibake('lessons: { wentWell: ["Relev\u221a\u00a9 mended"] }\n');
      expect(renderMarkdown(await incidentReport(repaired))).toContain("Relev\u00e9 mended");
      for (const mode of modes) expect(recogniseMojibake(printed[mode])).toBeNull();
    },
  ],
  [
    22,
    "every link leads to an official page over https, and paths of the operator are not links",
    () => {
      const official =
        /^https:\/\/(?:www\.exim\.org|doc\.dovecot\.org|github\.com\/Exim|hestiacp\.com|pages\.nist\.gov)\//;
      for (const mode of modes) {
        const links = allTokens(printed[mode]).filter((token): token is Tokens.Link => token.type === "link");
        expect(links.map(({ href }) => href).filter((href) => !official.test(href))).toEqual([]);
        if (mode === "intervention") {
          const hrefs = links.map(({ href }) => href);
          expect(hrefs).toContain("https://doc.dovecot.org/2.3/admin_manual/known_issues/large_cache/");
          expect(hrefs).toContain("https://hestiacp.com/docs/introduction/best-practices");
        }
      }
      expect(chapter("Related documents")).toContain("`/docs/hosting/restore-templates.md`");
    },
  ],
  [
    23,
    "next steps have an owner and a day or say that they lack them; the way back and its backup are named",
    () => {
      for (const mode of modes) {
        const { header, rows } = table("Next steps", 0, printed[mode]);
        const [owner, due, status] = ["Owner", "Due", "Status"].map((name) => header.indexOf(name));
        expect(rows.length).toBeGreaterThan(3);
        for (const row of rows) {
          const cells = [row[owner ?? -1], row[due ?? -1]];
          expect([row, cells.every((cell) => cell !== undefined && cell !== "" && cell !== "–")]).toEqual([row, true]);
          if (row[status ?? -1] === "proposed") expect(cells).toEqual(["not named", "not named"]);
          else expect(cells[1]).toMatch(/^2026-\d\d-\d\d$/);
        }
      }
      expect(chapter("What was changed")).toMatch(/\*\*Action 1, way back:\*\* Remove the file/);
      expect(chapter("What was changed")).toMatch(
        /\*\*Backup:\*\* `\/etc\/exim4\/exim4\.conf\.template\.backup-20260108`/,
      );
      expect(chapter("About this document")).toContain("**Next review:** 2026-02-08");
      // a reload is enough, and advised
      expect(advised().join("\n")).toMatch(/^systemctl reload exim4$/m);
      expect(advised().join("\n")).not.toMatch(/^systemctl restart /m);
    },
  ],
];

describe("an expert's objection", () => {
  it.each(objections.map(([number, title, test]) => [`${number}: ${title}`, test] as const))("%s", async (_, test) => {
    await test();
  });

  it("is tested, each of the twenty-three, or has its reason here", () => {
    const numbers = [...objections.map(([number]) => number), ...notTestable.map(([number]) => number)];
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, at) => at + 1));
  });

  it("is not met by leaving chapters out", () => {
    expect(headings(printed.intervention).filter((one) => one.startsWith("## ")).length).toBeGreaterThan(25);
    const { stated } = readIntervention(incidentYaml, "intervention.yaml");
    expect(stated.actions).toHaveLength(3);
  });
});
