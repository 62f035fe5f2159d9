import { expect, it } from "vitest";
import { logName } from "../../src/engine/log-name.ts";

it.each([
  ["mainlog", "mainlog"],
  ["mainlog.2.gz", "mainlog"],
  ["mainlog.1", "mainlog"],
  ["mainlog-20260108.gz", "mainlog"],
  ["mainlog-20260108", "mainlog"],
  ["mainlog-20260108-1767830400.gz", "mainlog"],
  ["mainlog-1767830400", "mainlog"],
  ["dovecot.log.1", "dovecot.log"],
  ["dovecot.log-2026-01-08.xz", "dovecot.log"],
  ["dovecot-20260108.log", "dovecot.log"],
  ["maillog.0.bz2", "maillog"],
  ["mail.log.old", "mail.log"],
  ["main.log", "main.log"],
  ["/var/log/exim4/mainlog.10.gz", "mainlog"],
  ["./hosts/one/mainlog.1", "mainlog"],
  ["hosts//two/mainlog.1", "mainlog"],
  ["../mainlog.1", "mainlog"],
  ["exim_mainlog-20260108.gz", "exim_mainlog"],
  [".1", ".1"],
  ["folder.1/mainlog", "mainlog"],
  ["mailserver2", "mailserver2"],
])("%s is a member of %s", (path, log) => {
  expect(logName(path)).toBe(log);
});
