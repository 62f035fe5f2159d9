import { describe, expect, it } from "vitest";
import { type Owner, ownerOf, type Unit } from "../../src/parsers/dovecot-envelope.ts";

const nobody: Owner = { user: null, pid: null, session: null, ip: null };
const unit = (first: string, further: string | null = null, ...angles: readonly string[]): Unit => ({
  first,
  further,
  angles: angles[0] === undefined ? null : { first: angles[0], second: angles[1] ?? null },
  pid: null,
});

describe("ownerOf", () => {
  it.each<readonly [string, string, Unit, Partial<Owner>]>([
    ["imap(ann)<48362><s>", "imap", unit("ann", null, "48362", "s"), { user: "ann", pid: 48362, session: "s" }],
    ["imap(ann)<48362><>", "imap", unit("ann", null, "48362", ""), { user: "ann", pid: 48362 }],
    ["imap(ann)<x><s>", "imap", unit("ann", null, "x", "s"), { user: "ann", session: "s" }],
    ["imap(ann)<48362>", "imap", unit("ann", null, "48362"), { user: "ann", pid: 48362 }],
    ["lmtp(ann)<s>", "lmtp", unit("ann", null, "s"), { user: "ann", session: "s" }],
    ["imap(ann)", "imap", unit("ann"), { user: "ann" }],
    ["imap()", "imap", unit(""), {}],
    ["lmtp(48358)", "lmtp", unit("48358"), { pid: 48358 }],
    ["imap(12345)<48362><s>", "imap", unit("12345", null, "48362", "s"), { user: "12345", pid: 48362, session: "s" }],
    ["imap(12345678901)", "imap", unit("12345678901"), { user: "12345678901" }],
    ["lmtp(48358, ann)", "lmtp", unit("48358", " ann"), { user: "ann", pid: 48358 }],
    ["imap(ann, bob)", "imap", unit("ann", " bob"), { user: "ann, bob" }],
    ["imap(ann,bob)<1><s>", "imap", unit("ann", "bob", "1", "s"), { user: "ann,bob", pid: 1, session: "s" }],
    [
      "auth(ann,192.0.2.7,sasl:plain)<s>",
      "auth",
      unit("ann", "192.0.2.7,sasl:plain", "s"),
      { user: "ann", session: "s", ip: "192.0.2.7" },
    ],
    ["imap(ann,192.0.2.7)", "imap", unit("ann", "192.0.2.7"), { user: "ann", ip: "192.0.2.7" }],
    ["imap(ann, 2001:db8::7)", "imap", unit("ann", " 2001:db8::7"), { user: "ann", ip: "2001:db8::7" }],
    ["imap(ann,48362)", "imap", unit("ann", "48362"), { user: "ann", pid: 48362 }],
    ["imap(ann)[48362]", "imap", { ...unit("ann"), pid: 48362 }, { user: "ann", pid: 48362 }],
    ["imap(12345)[48362]", "imap", { ...unit("12345"), pid: 48362 }, { user: "12345", pid: 48362 }],
    ["auth(ann,192.0.2.7)", "auth", unit("ann", "192.0.2.7"), { user: "ann", ip: "192.0.2.7" }],
    ["auth(,192.0.2.7)", "auth", unit("", "192.0.2.7"), { ip: "192.0.2.7" }],
  ])("%s", (_prefix, service, texts, expected) => {
    expect(ownerOf(service, texts)).toStrictEqual({ ...nobody, ...expected });
  });
});
