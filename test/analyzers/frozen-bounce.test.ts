import { describe, expect, it } from "vitest";
import { judge, of } from "./judge.ts";

const PARENT = "1vbFTM-000CYI-0y";
const BOUNCE = "1vbFTM-000CYP-1M";
const story = [
  `2026-01-01 10:00:00 ${PARENT} <= anna@no-such-shop.example U=www-data P=local S=400`,
  `2026-01-01 10:00:00 ${PARENT} ** old@customer.example R=dnslookup T=remote_smtp H=mx.customer.example [192.0.2.41]: SMTP error from remote mail server after RCPT TO:<old@customer.example>: 550 5.1.1 <old@customer.example>: Recipient address rejected: User unknown`,
  `2026-01-01 10:00:00 ${BOUNCE} <= <> R=${PARENT} U=Debian-exim P=local S=1700`,
  `2026-01-01 10:00:00 ${PARENT} Completed`,
  `2026-01-01 10:00:00 ${BOUNCE} ** anna@no-such-shop.example: Unrouteable address`,
  `2026-01-01 10:00:00 ${BOUNCE} Frozen (delivery error message)`,
];

describe("frozen-bounce", () => {
  it("names the parent, whom it could not reach and why, and the sender who was not told", async () => {
    const [finding] = of(await judge({ mainlog: story }), "frozen-bounce");
    expect(finding).toMatchObject({
      severity: "notice",
      status: "open",
      causedBy: null,
      facts: {
        stillFrozen: 1,
        ownFault: false,
        bounces: [
          {
            id: BOUNCE,
            is: "bounce",
            parent: PARENT,
            recipient: "anna@no-such-shop.example",
            parentRecipients: ["old@customer.example"],
            parentReason: "SMTP error after RCPT TO: 550 5.1.1 Recipient address rejected: User unknown",
            thaws: 0,
          },
        ],
      },
    });
    expect(finding?.subject).toBe(
      "SMTP error after RCPT TO: 550 5.1.1 Recipient address rejected: User unknown (mx.customer.example)",
    );
    expect(finding?.key).toBe(
      "frozen-bounce:SMTP error after RCPT TO: 550 5.1.1 recipient address rejected user unknown (mx.customer.example)",
    );
  });

  describe("tells what froze by its parent", () => {
    const down = "R=dnslookup T=remote_smtp defer (111): Connection refused";
    const waits = [
      `2026-01-01 10:00:00 ${PARENT} <= reports@mail.acme.example U=www-data P=local S=400`,
      `2026-01-01 10:00:01 ${PARENT} == desk@down.example ${down}`,
    ];
    const letter = (id: string, at: string) => [
      `${at} ${id} <= <> R=${PARENT} U=Debian-exim P=local S=2158`,
      `${at} ${id} ** reports@mail.acme.example: Unrouteable address`,
      `${at} ${id} Frozen (delivery error message)`,
    ];
    const kinds = async (lines: readonly string[]) =>
      of(await judge({ mainlog: lines }), "frozen-bounce").flatMap(({ facts }) =>
        facts.bounces.map((one) => [one.is, one.parentRecipients, one.parentReason]),
      );
    const WARNING = ["delay-warning", ["desk@down.example"], "Connection refused"];

    it("a delay warning where it waited for over an hour, a bounce where it was given up", async () => {
      const lines = [
        ...waits,
        `2026-01-02 10:00:02 ${PARENT} == desk@down.example ${down}`,
        ...letter(BOUNCE, "2026-01-02 10:00:02"),
        `2026-01-05 10:00:02 ${PARENT} == desk@down.example ${down}`,
        `2026-01-05 10:00:02 ${PARENT} ** desk@down.example: retry timeout exceeded`,
        ...letter("1vcqm6-000CZ9-0g", "2026-01-05 10:00:02"),
        `2026-01-05 10:00:02 ${PARENT} Completed`,
      ];
      expect(await kinds(lines)).toEqual([WARNING, ["bounce", ["desk@down.example"], "retry timeout exceeded"]]);
      expect(of(await judge({ mainlog: lines }), "frozen-bounce")).toHaveLength(1);
    });

    it("a delay warning although the parent was delivered later", async () => {
      const lines = [
        ...waits,
        ...letter(BOUNCE, "2026-01-02 10:00:02"),
        `2026-01-02 11:00:00 ${PARENT} => desk@down.example R=dnslookup T=remote_smtp H=mx.down.example [192.0.2.44]`,
        `2026-01-02 11:00:00 ${PARENT} Completed`,
      ];
      expect(await kinds(lines)).toEqual([WARNING]);
    });

    it("neither where the parent is young and has not failed", async () => {
      expect((await kinds([...waits, ...letter(BOUNCE, "2026-01-01 10:10:00")])).map(([is]) => is)).toEqual(["notice"]);
    });

    it("a bounce where the parent was cancelled, by a person or by its age", async () => {
      for (const how of ["cancelled by root", "cancelled by timeout_frozen_after"]) {
        const end = [`2026-01-03 10:00:00 ${PARENT} ${how}`];
        const completed = `2026-01-03 10:00:00 ${PARENT} Completed`;
        const lines = [...waits, ...end, ...letter(BOUNCE, "2026-01-03 10:00:00"), completed];
        expect([how, (await kinds(lines)).map(([is]) => is)]).toEqual([how, ["bounce"]]);
      }
    });
  });

  it("is still one when a forced run thaws it and it freezes again in the same second", async () => {
    const again = [
      `2026-01-02 10:00:00 ${BOUNCE} Unfrozen by forced delivery`,
      `2026-01-02 10:00:00 ${BOUNCE} ** anna@no-such-shop.example: Unrouteable address`,
      `2026-01-02 10:00:00 ${BOUNCE} Frozen (delivery error message)`,
    ];
    const findings = of(await judge({ mainlog: [...story, ...again] }), "frozen-bounce");
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      affected: { messages: 1 },
      facts: { stillFrozen: 1, bounces: [{ thaws: 1 }] },
    });
  });

  it.each([
    [
      "removed",
      [`2026-01-02 10:00:00 ${BOUNCE} removed by root`, `2026-01-02 10:00:00 ${BOUNCE} Completed`],
      "removed",
    ],
    [
      "expired",
      [`2026-01-08 10:00:00 ${BOUNCE} cancelled by timeout_frozen_after`, `2026-01-08 10:00:00 ${BOUNCE} Completed`],
      "expired",
    ],
    [
      "dropped by the error timer",
      [
        `2026-01-03 10:00:00 ${BOUNCE} Unfrozen by errmsg timer`,
        `2026-01-03 10:00:00 ${BOUNCE} anna@no-such-shop.example: error ignored`,
        `2026-01-03 10:00:00 ${BOUNCE} Completed`,
      ],
      "expired",
    ],
  ] as const)("is over when it was %s, which proves nothing", async (_, end, outcome) => {
    const [finding] = of(await judge({ mainlog: [...story, ...end] }), "frozen-bounce");
    expect(finding).toMatchObject({
      status: "resolved",
      basis: null,
      facts: { stillFrozen: 0, outcomes: { [outcome]: 1 } },
    });
  });

  it("is over for certain when it was thawed and delivered after all", async () => {
    const sent = [
      `2026-01-02 10:00:00 ${BOUNCE} Unfrozen by forced delivery`,
      `2026-01-02 10:00:01 ${BOUNCE} => anna@no-such-shop.example R=dnslookup T=remote_smtp H=mx.shop.example [192.0.2.45] K C="250 2.0.0 Ok: queued as 4EAX83aQSGBIVj"`,
      `2026-01-02 10:00:01 ${BOUNCE} Completed`,
    ];
    for (const lines of [
      [...story, ...sent],
      [...story, ...sent.slice(0, 2)],
    ]) {
      const [finding] = of(await judge({ mainlog: lines }), "frozen-bounce");
      expect(finding).toMatchObject({
        status: "resolved",
        basis: "confirmed",
        resolvedAt: "2026-01-02T10:00:01Z",
        facts: { stillFrozen: 0, bounces: [{ outcome: "delivered", thaws: 1 }] },
      });
    }
  });

  it("is not stuck-queue's business from its first freeze on", async () => {
    const later = `2026-01-03 10:00:00 ${BOUNCE} Message is frozen`;
    expect(of(await judge({ mainlog: [...story, later] }), "stuck-queue")).toEqual([]);
  });

  it("leaves alone a message with a sender that an administrator froze", async () => {
    const lines = [
      `2026-01-01 10:00:00 ${PARENT} <= anna@acme.example U=anna P=local S=400`,
      `2026-01-01 10:00:01 ${PARENT} frozen by root`,
    ];
    expect(of(await judge({ mainlog: lines }), "frozen-bounce")).toEqual([]);
  });

  it("names why a program's mail was refused, which never was a message", async () => {
    const lines = [
      `2026-06-15 10:10:00 ${PARENT} F=<abused@acme.example> rejected by non-SMTP ACL: local policy`,
      `2026-06-15 10:10:00 ${BOUNCE} <= <> R=${PARENT} U=Debian-exim P=local S=1105`,
      `2026-06-15 10:10:00 ${BOUNCE} ** abused@acme.example: Unrouteable address`,
      `2026-06-15 10:10:00 ${BOUNCE} Frozen (delivery error message)`,
    ];
    const [finding] = of(await judge({ mainlog: lines, rejectlog: lines.slice(0, 1) }), "frozen-bounce");
    expect(finding?.facts).toMatchObject({
      cause: "rejected by non-SMTP ACL: local policy",
      bounces: [{ parent: PARENT, parentReason: "rejected by non-SMTP ACL: local policy" }],
    });
    expect(finding?.evidence[0]).toMatchObject({ line: 1, text: lines[0], role: "why the message behind it failed" });
  });
});
