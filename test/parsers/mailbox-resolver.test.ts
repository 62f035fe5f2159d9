import { describe, expect, it } from "vitest";
import { resolveMailbox } from "../../src/parsers/mailbox-resolver.ts";

const failed = (name: string, path: string) => `${name}: mmap(size=5) failed with file ${path}: Cannot allocate memory`;

/** A name whose first word is INBOX, which may lie anywhere: either is possible. */
const twice = "INBOX: mmap(size=1) failed with file /INBOX";

describe("resolveMailbox", () => {
  it.each([
    ["a: b", "/home/u/mail/a: b/dovecot.index.cache"],
    ["a: b", "/home/u/mail/.a: b/dovecot.index.cache"],
    ["a: b/c", "/home/u/mail/.a: b.c/dovecot.index.cache"],
    ["INBOX/a: b", "/home/u/mail/.a: b/dovecot.index.cache"],
    ["a: b", "/home/u/mdbox/mailboxes/a: b/dbox-Mails/dovecot.index"],
    ["INBOX", "/srv/x: y/dovecot.index.cache"],
    ["a: mmap(size=1) failed with file b", "/home/u/mail/.a: mmap(size=1) failed with file b/dovecot.index.cache"],
  ])("finds %s in %s", (mailbox, path) => {
    expect(resolveMailbox(failed(mailbox, path))).toMatchObject({
      kind: "dovecot.mmap-failed",
      mailbox,
      path,
      size: 5,
    });
  });

  it.each([
    ["a directory that does not repeat the name", failed("a: b", "/home/u/mail/.c/dovecot.index.cache")],
    ["a directory that only ends like the name", failed("a: b", "/home/u/mail/.xa: b/dovecot.index.cache")],
    ["a text that the grammar does not know", "a: b: Something new"],
    ["no cut at all", "a"],
    ["nothing", ""],
    ["two cuts that fit", failed(twice, `/srv/.${twice}/dovecot.index.cache`)],
    [
      "an unreasonable number of cuts",
      failed(`${"a: ".repeat(65)}b`, `/home/u/mail/.${"a: ".repeat(65)}b/dovecot.index.cache`),
    ],
  ])("gives up on %s", (_what, text) => {
    expect(resolveMailbox(text)).toBeUndefined();
  });
});
