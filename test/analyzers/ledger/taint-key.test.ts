import { describe, expect, it } from "vitest";
import { foldPath, rawTaintKey, taintKey } from "../../../src/analyzers/ledger/taint-key.ts";
import type { Taint } from "../../../src/parsers/events.ts";

const variables = {
  domains: new Set(["acme.example"]),
  ownDomains: new Set(["studio.example"]),
  localParts: new Set(["info", "marie"]),
};
const taint = (of: Partial<Taint>): Taint => ({
  wording: "filename",
  path: null,
  value: null,
  variable: null,
  use: null,
  ...of,
});

describe("foldPath", () => {
  it.each([
    ["/etc/exim4/domains/acme.example/ip", "/etc/exim4/domains/*/ip"],
    ["/etc/exim4/domains/ACME.example/ip", "/etc/exim4/domains/*/ip"],
    ["/etc/exim4/domains/other.example/ip", "/etc/exim4/domains/other.example/ip"],
    ["/home/data/info", "/home/data/*"],
    ["/home/data/info.once", "/home/data/*.once"],
    ["/home/data/acme.example.cdb", "/home/data/*.cdb"],
    ["/home/data/acme.example/info", "/home/data/*/*"],
    ["/home/info/mail/acme.example/x", "/home/info/mail/*/x"],
    ["/etc/exim4/domains//ip", "/etc/exim4/domains//ip"],
    ["/home/informer", "/home/informer"],
  ])("%s becomes %s", (path, pattern) => {
    expect(foldPath(path, variables)).toBe(pattern);
  });
});

describe("taintKey", () => {
  it("is the use and the variable where no path is named, never the value", () => {
    const of = taint({ wording: "value", value: "acme.example", variable: "$sender_address_domain", use: "interface" });
    expect(taintKey(of, variables, null)).toBe("interface:$sender_address_domain");
    expect(rawTaintKey(of)).not.toContain("acme.example");
  });
  it("names the transport whose command was refused, whatever the value", () => {
    expect(
      taintKey(
        taint({ wording: "argument", path: "/usr/bin/info", value: "/usr/bin/info", use: "t1 transport command" }),
        variables,
        null,
      ),
    ).toBe("exec:t1");
  });
  it("names the option for a text without path and use", () => {
    expect(taintKey(taint({ wording: "string", value: "a subject" }), variables, "(router r1 condition)")).toBe(
      "(router r1 condition)",
    );
  });
});
