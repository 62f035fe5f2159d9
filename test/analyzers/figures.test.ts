import { describe, expect, it } from "vitest";
import { judge } from "./judge.ts";

const ID = "1vd7Tr-000Cbc-04";
const OTHER = "1vdrUW-000CZu-0Y";
const story = [
  `2026-01-06 13:52:15 ${ID} <= jan@studio.example U=jan P=local S=500`,
  `2026-01-06 13:52:15 ${ID} Tainted filename '/etc/exim4/domains/studio.example/ip'`,
  `2026-01-06 13:52:15 ${ID} == info@customer.example R=dnslookup T=remote_smtp defer (-1): failed to expand "interface" option for remote_smtp transport: failed to open /etc/exim4/domains/studio.example/ip: Permission denied (euid=103 egid=106)`,
  `2026-01-06 14:18:22 ${ID} == info@customer.example routing defer (-52): retry time not reached`,
  `2026-01-06 14:18:54 ${ID} => info@customer.example R=dnslookup T=remote_smtp H=mx.customer.example [192.0.2.1] C="250 ok"`,
  `2026-01-06 14:18:54 ${ID} Completed`,
  `2026-01-06 14:20:00 ${OTHER} <= jan@studio.example U=jan P=local S=500`,
  `2026-01-06 14:20:01 ${OTHER} => info@customer.example R=dnslookup T=remote_smtp H=mx.customer.example [192.0.2.1] C="250 ok"`,
  `2026-01-06 14:20:01 ${OTHER} Completed`,
];

describe("before and after", () => {
  it("splits the minute of the change to the second", async () => {
    const { change } = (await judge({ mainlog: story })).mail;
    expect(change).toMatchObject({
      at: "2026-01-06T14:18:54Z",
      before: { arrived: 1, delivered: 0, deferrals: 1, skipped: 1, taintErrors: 1, queued: 1 },
      after: { arrived: 1, delivered: 2, deferrals: 0, taintErrors: 0, queued: 0 },
    });
  });

  it("counts what two logs both hold once", async () => {
    const twice = await judge({ mainlog: story, "mail.log": story });
    expect(twice.mail.messages).toBe(2);
    expect(twice.mail.change?.after.delivered).toBe(2);
  });

  it("says nothing of a change where nothing broke", async () => {
    expect((await judge({ mainlog: story.slice(6) })).mail.change).toBeNull();
  });
});

describe("mixed hosts", () => {
  it("warns of an id that arrived twice", async () => {
    const again = story[0]?.replace("13:52:15", "13:59:59") ?? "";
    const { coverage } = await judge({ mainlog: [...story.slice(0, 4), again] });
    expect(coverage.warnings.join()).toContain("arrived twice");
  });
});

describe("the host", () => {
  it("is told from what the lines give away", async () => {
    const lines = [
      "2026-01-06 07:58:01 exim 4.96 daemon started: pid=1, -q30m, listening for SMTP on port 25",
      "2026-01-06 08:00:00 1vd7Tr-000Cbc-04 <= <> R=1vdrUW-000CZu-0Y U=Debian-exim P=local S=500",
    ];
    expect((await judge({ mainlog: lines })).mail.host).toEqual({
      exim: "exim4",
      panel: "debian",
      eximVersion: "4.96",
      dovecotVersion: null,
    });
    expect((await judge({ "/var/log/exim_mainlog": lines.slice(0, 1) })).mail.host).toMatchObject({
      exim: "exim",
      panel: "cpanel",
    });
  });
});
