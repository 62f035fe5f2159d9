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
            parent: PARENT,
            recipient: "anna@no-such-shop.example",
            parentRecipients: ["old@customer.example"],
            thaws: 0,
          },
        ],
      },
    });
    expect(finding?.subject).toContain("550 5.1.1");
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
