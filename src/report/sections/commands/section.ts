import { hostNames } from "../../host.ts";
import { inputsOf } from "../../inputs.ts";
import { fence } from "../../markdown.ts";
import { quiet } from "../quiet.ts";
import type { Section } from "../section.ts";
import { commandLines } from "./lines.ts";

/** Useful commands in one block to copy from. */
export const commands: Section = {
  id: "commands",
  view(report) {
    const given = inputsOf(report.analysis);
    if (quiet(report) || !(given.exim || given.dovecot)) return null;
    const mmap = report.analysis.findings.some((one) => one.analyzer === "mmap-failure");
    return { lines: fence(commandLines(hostNames(report.analysis.mail.host), given, mmap), "sh") };
  },
};
