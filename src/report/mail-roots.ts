/** Where mailboxes lie, for commands that search them. A mailbox may lie on a file system of its own, so `/` is no answer. */
import type { Analysis, MailState } from "../analyzers/analysis.ts";
import { ShellCommand, shellWord } from "./shell.ts";

type Panel = MailState["host"]["panel"];

const HOMES = ["/home"];
const USUAL = ["/home", "/var/mail", "/var/vmail", "/srv/mail"];

/** Where the panel keeps them; the usual places where no panel does. */
export function usualMailRoots(panel: Panel): readonly string[] {
  return panel === null || panel === "debian" ? USUAL : HOMES;
}

/**
 * The roots of index files that the log names: `/home`, or the first two parts of the path (`/var/vmail`). The panel's
 * places come first; without a panel and a file, the usual ones.
 */
export function mailRoots(analysis: Analysis): readonly string[] {
  const { panel } = analysis.mail.host;
  const seen = analysis.findings.flatMap((one) =>
    one.analyzer === "mmap-failure" ? (rootOf(one.facts.file) ?? []) : [],
  );
  const places = panel === "debian" || panel === null ? (seen.length === 0 ? USUAL : []) : HOMES;
  return [...new Set([...places, ...seen])];
}

function rootOf(file: string | null): string | null {
  const [root, first = "", second = "", ...rest] = (file ?? "").split("/");
  if (root !== "" || rest.length === 0 || [first, second].some((part) => part === "" || part.startsWith(".")))
    return null;
  return first === "home" ? "/home" : `/${first}/${second}`;
}

/** Lists large caches below these roots. Those of the usual places that do not exist are passed over in silence. */
export function findCaches(analysis: Analysis): ShellCommand {
  const roots = mailRoots(analysis);
  const quiet = roots.length > 1 ? " 2> /dev/null" : "";
  return new ShellCommand(`find ${roots.map(shellWord).join(" ")} -name dovecot.index.cache -size +100M -ls${quiet}`);
}
