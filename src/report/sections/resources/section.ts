import type { MailState } from "../../../analyzers/analysis.ts";
import { type Inputs, inputsOf } from "../../inputs.ts";
import { link } from "../../markdown.ts";
import type { Reference, Report } from "../../model.ts";
import { quiet } from "../quiet.ts";
import type { Section } from "../section.ts";

const SPEC = "https://www.exim.org/exim-html-current/doc/html/spec_html/";

/** Official pages: those about what was found, then those to begin with. */
export const resources: Section = {
  id: "resources",
  view(report) {
    const given = inputsOf(report.analysis);
    if (quiet(report) || !(given.exim || given.dovecot)) return null;
    const found = unique(foundOf(report), new Set());
    const general = unique(generalOf(given, report.analysis.mail.host), new Set(found.map(({ url }) => url)));
    return { found: found.length > 0 && { links: found.map(linkView) }, general: { links: general.map(linkView) } };
  },
};

function foundOf({ issues }: Report): readonly Reference[] {
  return issues.flatMap(({ cause, effects }) => [cause, ...effects].flatMap((one) => one.references));
}

function generalOf(given: Inputs, host: MailState["host"]): readonly Reference[] {
  const is24 = host.dovecotVersion?.startsWith("2.4") ?? false;
  const exim: readonly Reference[] = [
    { url: SPEC, about: "Exim specification" },
    { url: `${SPEC}ch-log_files.html`, about: "Exim specification, log files: what each line and each flag means" },
    { url: `${SPEC}ch-security_considerations.html`, about: "Exim specification, security considerations" },
  ];
  const dovecot: readonly Reference[] = [
    is24
      ? { url: "https://doc.dovecot.org/main/", about: "Dovecot manual" }
      : { url: "https://doc.dovecot.org/2.3/", about: "Dovecot manual, 2.3" },
  ];
  const hestia: readonly Reference[] = [
    { url: "https://hestiacp.com/docs/introduction/best-practices", about: "HestiaCP, best practices" },
  ];
  return [
    ...(given.exim ? exim : []),
    ...(given.dovecot ? dovecot : []),
    ...(host.panel === "hestia" ? hestia : []),
    {
      url: "https://pages.nist.gov/800-63-3/sp800-63b.html",
      about: "NIST SP 800-63B: why no forced password rotation",
    },
  ];
}

/** Each address once, the first time it is named. */
function unique(references: readonly Reference[], known: ReadonlySet<string>): readonly Reference[] {
  const fresh = references.filter(({ url }) => !known.has(url)).reverse();
  return [...new Map(fresh.map((one) => [one.url, one])).values()].reverse();
}

const linkView = ({ about, url }: Reference) => ({ link: link(about, url) });
