import { describe, expect, test } from "vitest";
import { readClaims } from "../../src/verify/read-claims.ts";

const read = (markdown: string) => readClaims(markdown, { tz: "UTC", years: [2026] });
const asked = (markdown: string) => read(markdown).map(({ ask }) => ask.is);

describe("is a claim", () => {
  test.each([
    ["| Recipient | Status | Time |\n|-|-|-|\n| ann@a.example | Delivered | 2026-01-08 14:18 UTC |", ["delivery"]],
    ["- Fixed: 2026-01-08 14:00 UTC", ["fixed"]],
    ["**Fixed**: 2026-01-08 14:00 UTC", ["fixed"]],
    ["Resolved at 2026-01-08 14:00 UTC; last error 2026-01-08 13:00 UTC.", ["fixed", "last"]],
    ["- Exim restarted: 2026-01-08 14:00 UTC", ["restart"]],
    ["- 2026-01-08 14:00 UTC: Dovecot reloaded", ["restart"]],
    ["| Time | Event | Line |\n|-|-|-|\n| 2026-01-08 14:00 | Mail stopped | `mainlog:12` |", ["place"]],
    ["- 8 messages undelivered", ["count"]],
    ["- 2 frozen bounces", ["count"]],
    ["## Mail queue\n\n| Kind | Count |\n|-|-|\n| Frozen | 2 |", ["count"]],
    ["- IMAP login failures for ann@a.example", ["login"]],
    ["- 1.3 GB `.Logs/dovecot.index.cache`", ["size"]],
    ["- Mail was stuck for 48+ hours", ["duration"]],
    ["- Downtime: ~5 minutes", ["duration"]],
    ["All emails delivered via relay.isp.example with TLS 1.3.", ["relay"]],
    ["- All queued messages delivered", ["all delivered"]],
    ["```\nJan 08 14:00:39 imap-login: Info: Login: user=<ann@a.example>, method=PLAIN\n```", ["quote"]],
    ["- It said `2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed`.", ["quote"]],
    ["- Removed the cache", ["never"]],
    ["- [x] Logins need a second factor", ["never"]],
    ["| Service | Status |\n|-|-|\n| Exim | Active |", ["never"]],
  ])("%j", (markdown, expected) => expect(asked(markdown)).toEqual(expected));
});

describe("is none", () => {
  test.each([
    ["**Last Updated**: 2026-01-08 14:00 UTC"],
    ["Mail was slow on 2026-01-08."],
    ["```sh\n2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n```"],
    ["```diff\n- 2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n```"],
    ["## Next steps\n\n- Fixed: 2026-01-08 14:00 UTC"],
    ["## Monitoring alerts\n\n- 8 messages stuck"],
    ["- [ ] Logins need a second factor"],
    ["- Alert if 50 messages are stuck in the queue"],
    ["| Stated | Result |\n|-|-|\n| Fixed at 2026-01-08 14:00 UTC | contradicted |"],
    ["- Every one of these messages was delivered"],
    ["- Raise the limit to 3 GB for the index cache: up to 3 GB of memory"],
    [""],
  ])("%j", (markdown) => expect(asked(markdown)).toEqual([]));
});

test("a wrapped quotation is one, with its place and the line that it begins in", () => {
  const claims = read(
    "# T\n\n```text\nmainlog:7  (first error)\n2026-01-08 14:18:54 1vdqk6-0003Yx-1R Com\npleted\n\n2026-01-08 14:18:55 1vdqk6-0003Yx-1S Completed\n```\n",
  );
  expect(claims.map(({ line, ask }) => [line, ask.is === "quote" && ask.place])).toEqual([
    [5, { name: "mainlog", line: 7 }],
    [8, null],
  ]);
});

test("hostile Markdown is read in linear time", () => {
  const pieces = [
    "a".repeat(100_000),
    "1,".repeat(50_000),
    "@".repeat(50_000),
    "all ".repeat(20_000),
    "| ".repeat(5000),
  ];
  const start = performance.now();
  for (const piece of pieces) read(`- ${piece}\n\n| ${piece} |\n|-|\n| ${piece} |\n`);
  expect(performance.now() - start).toBeLessThan(5000);
});
