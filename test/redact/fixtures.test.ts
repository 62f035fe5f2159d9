import { describe, expect, it } from "vitest";
import { redactReport } from "../../src/redact/index.ts";
import { renderMarkdown, renderText } from "../../src/report/index.ts";
import type { Report } from "../../src/report/model.ts";
import { caseNames } from "../../tools/cases.ts";
import { type LoggedNames, namesOf, reportOf } from "./cases.ts";

const key = "a key of the organisation";
const shown = (report: Report) =>
  `${renderMarkdown(report, { maxRows: 1000 })}\n${renderText(report, { width: 100 })}\n${JSON.stringify(report, null, 1)}`;

/** Accounts of programs (src/redact/words.ts), this machine's own addresses and names. */
const STAY = new Set([
  ...["root", "exim", "mail", "debian-exim", "www-data", "dovecot", "vmail", "nobody"],
  ...["127.0.0.1", "::1", "localhost"],
]);

const escaped = (name: string) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** Where a local part, a user or a word that is a name can stand only as such. */
function namePlaces(name: string): RegExp {
  const one = escaped(name);
  return new RegExp(
    `${one}(?:@|%40|\\+40)|\\w\\(${one}\\)|<${one}>|=<?${one}[ ,>]|(?:=>|==|->|\\*\\*) ${one} |home/${one}/|/${one}/\\.|\`${one}\`|A=\\w+:${one} `,
    "i",
  );
}

/** A user `acme` is not looked for in the domain acme.example, which `partial` leaves. */
const wholeWord = (name: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?![\\p{L}\\p{N}]|\\.example)`, "iu");

/** Words of our own sentences, keys and tables that a local part or a subject of the cases happens to be. */
const OURS = new Set<string>([
  ...["admin", "info", "someone", "somebody", "gone", "left", "full", "moved", "waiting", "first", "second", "whole"],
  ...["half", "Refused", "Waiting"],
]);

function leftPeople(text: string, { locals, users }: LoggedNames): readonly string[] {
  const people = [...locals, ...users].filter((one) => one.length > 1 && !STAY.has(one));
  return people.filter((one) => (one.length < 4 || OURS.has(one) ? namePlaces(one) : wholeWord(one)).test(text));
}

function leftSubjects(text: string, { subjects }: LoggedNames): readonly string[] {
  const quoted = (one: string) =>
    text.includes(`T="${one}"`) || text.includes(`| ${one} |`) || text.includes(`"${one}"`);
  return [...subjects].filter(
    (one) => one !== "" && (one.length < 6 || OURS.has(one) ? quoted(one) : wholeWord(one).test(text)),
  );
}

describe.each(caseNames())("%s", (name) => {
  it("holds no name of its logs at level full", async () => {
    const names = await namesOf(name);
    const text = shown(redactReport(await reportOf(name), { level: "full", key }));
    const lower = text.toLowerCase();
    const hosts = [...names.domains, ...names.ips, ...names.messageIds].filter((one) => one !== "" && !STAY.has(one));
    expect(hosts.filter((one) => lower.includes(one.toLowerCase()))).toEqual([]);
    expect(text.match(/[^\n]{0,80}\.example[^\n]{0,40}/i)?.[0]).toBeUndefined();
    expect(leftSubjects(text, names)).toEqual([]);
    expect([...names.helos].filter((one) => text.includes(`(${one})`) && !STAY.has(one))).toEqual([]);
    expect(leftPeople(text, names)).toEqual([]);
  });

  it("holds no person, subject or IP address at level partial", async () => {
    const names = await namesOf(name);
    const text = shown(redactReport(await reportOf(name), { level: "partial", key }));
    const lower = text.toLowerCase();
    expect([...names.ips].filter((one) => !STAY.has(one) && lower.includes(one.toLowerCase()))).toEqual([]);
    expect(leftSubjects(text, names)).toEqual([]);
    expect(leftPeople(text, names)).toEqual([]);
  });
});
