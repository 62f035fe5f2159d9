import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { linesOf, read, shareOf } from "./dovecot-lines.ts";

/** Logs that a real Dovecot wrote: those of this repository, and further ones beside it where they are at hand. */
const folders = ["../../fixtures/logs/", "../../../shared/recorded/"].map((path) => new URL(path, import.meta.url));

describe.each(folders)("recorded by a real Dovecot: %s", (folder) => {
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => /(^|\/)(dovecot[^/]*|mail(\.[^/]*)?)\.log$/.test(path))
        .sort()
    : [];

  // The second folder is not part of the repository.
  it.skipIf(!existsSync(folder))("has logs", () => {
    expect(files.length).toBeGreaterThan(2);
  });

  it.each(files)("%s is known to its last field", (path) => {
    // A mail.log that Exim writes, too.
    const lines = linesOf(new URL(path, folder)).filter((line) => !line.includes(" exim["));
    expect(lines.length).toBeGreaterThan(0);
    // In a mixture Exim's lines are another dialect's.
    const unknown = lines.filter(
      (line) => !["recognised", "foreign"].includes(shareOf(line)) && !line.includes(" mail exim["),
    );
    expect(unknown).toStrictEqual([]);
  });

  it.each(files)("%s says of each mmap failure whose it was, where and how big", (path) => {
    for (const line of linesOf(new URL(path, folder))) {
      const event = read(line);
      if (event?.kind !== "dovecot.mmap-failed") continue;
      const size = /mmap\(size=(\d+)\)/.exec(line)?.[1];
      expect(event).toMatchObject({ size: Number(size), error: "Cannot allocate memory", service: "imap" });
      expect(line).toContain(`imap(${event.user})<${event.pid}><${event.session}>: Error: Mailbox ${event.mailbox}: `);
      expect(line).toContain(` failed with file ${event.path}: `);
    }
  });
});
