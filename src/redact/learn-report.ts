/** Learns every name that a report holds, from the places that are made for names, from quoted lines, and by its looks. */
import type { Report } from "../report/model.ts";
import { addressesIn } from "./addresses.ts";
import { looksLikeHost, staysAsItIs, TOKEN } from "./host-name.ts";
import { COLONS, canonicalIp, DOTTED } from "./ip.ts";
import { type Known, learnAddress, learnHost, learnMailbox, learnUser, nothingKnown } from "./known.ts";
import { learnLine } from "./learn-line.ts";
import { type Treatment, treatmentOf } from "./places.ts";

export function learnReport(report: Report): Known {
  const known = nothingKnown();
  learn(known, report, "log");
  for (const row of report.analysis.mail.stuck) if (row.host !== null) learnHost(known, row.host);
  for (const finding of report.analysis.findings) {
    if (finding.analyzer !== "stuck-queue") continue;
    for (const { domain } of finding.facts.destinations) learnHost(known, domain);
  }
  for (const { name } of report.intervention?.domains ?? []) learnHost(known, name);
  return known;
}

function learn(known: Known, value: unknown, treatment: Treatment): void {
  if (typeof value === "string") learnText(known, value, treatment);
  else if (Array.isArray(value)) for (const item of value) learn(known, item, treatment);
  else if (typeof value === "object" && value !== null && treatment !== null) {
    for (const [property, held] of Object.entries(value)) {
      learn(known, held, treatmentOf(property, held, value, treatment));
    }
  }
}

function learnText(known: Known, text: string, treatment: Treatment): void {
  switch (treatment) {
    case null:
      return;
    case "user":
      learnAddress(known, text);
      return;
    case "mailbox":
      learnMailbox(known, text);
      return;
    case "subject":
      known.subjects.add(text);
      return;
    case "line":
      learnLine(known, text);
  }
  learnLooks(known, text, treatment === "log" || treatment === "line");
}

/** The folder of a user, whatever else the path says. */
const HOME = /\/home\/([^/\s'",:;)]+)/g;

function learnLooks(known: Known, text: string, isLog: boolean): void {
  for (const { local, separator, domain } of addressesIn(text, () => false)) {
    if (separator === "@") learnAddress(known, `${local}@${domain}`);
  }
  if (!isLog) return;
  for (const [, user = ""] of text.matchAll(HOME)) if (!looksLikeHost(user)) learnUser(known, user);
  if (text.includes(".")) {
    for (const [token] of text.matchAll(TOKEN))
      if (looksLikeHost(token) && !staysAsItIs(token)) learnHost(known, token);
  }
  for (const pattern of [DOTTED, COLONS]) {
    for (const [run] of text.matchAll(pattern)) {
      const ip = pattern === DOTTED ? null : canonicalIp(run);
      if (ip !== null) known.ips.add(ip);
    }
  }
}
