import { bytes, count } from "../format.ts";
import type { Measured } from "../model.ts";
import { type Prose, prose } from "../prose.ts";
import { lineAt } from "../verdict.ts";
import type { Wording } from "./wording.ts";

export const mmapWording: Wording<"mmap-failure"> = {
  words(finding) {
    const { facts } = finding;
    return {
      is: {
        stopped: facts.proofAt !== null,
        degraded: facts.effect === "degraded",
        killed: facts.effect === "killed",
        cache: facts.file?.endsWith("dovecot.index.cache") ?? false,
      },
      has: {
        user: facts.user !== "",
        file: facts.file !== null,
        mailbox: facts.mailbox !== null,
        size: facts.size !== null,
        limit: facts.vszLimitText !== null,
        enoughVszLimit: facts.enoughVszLimit !== null,
        enoughCacheMax: facts.enoughCacheMax !== null,
      },
      did: {},
      count: { sessions: count(facts.sessions, "session"), killed: count(facts.killedSessions, "session") },
      size: facts.size === null ? "" : bytes(facts.size),
      sizeShort: facts.size === null ? "" : (facts.sizeText ?? bytes(facts.size)),
      enoughVszLimit: dovecotSize(facts.enoughVszLimit ?? ""),
      enoughCacheMax: dovecotSize(facts.enoughCacheMax ?? ""),
    };
  },

  measured(finding) {
    const { facts } = finding;
    const rows: (Measured | null)[] = [
      row("User", facts.user === "" ? prose("not named in the log") : prose({ code: facts.user })),
      facts.mailbox === null ? null : row("Mailbox", prose({ code: facts.mailbox })),
      facts.file === null
        ? null
        : row("File", prose({ code: facts.file }), lineAt(finding.evidence, finding.firstSeen, "first")),
      facts.size === null ? null : row("Size that failed", prose(bytes(facts.size))),
      row(
        "Memory limit",
        facts.vszLimitText === null
          ? prose("not in the log")
          : prose({ code: facts.service }, `: ${facts.vszLimitText}`),
      ),
      row("Lines that name it", prose(count(finding.occurrences, "line"))),
      row("Sessions with the error", prose(count(facts.sessions, "session"))),
      row("Sessions killed", prose(facts.killedSessions === 0 ? "none" : count(facts.killedSessions, "session"))),
      facts.enoughVszLimit === null ? null : row("Enough for this size", setting("vsz_limit", facts.enoughVszLimit)),
      facts.enoughCacheMax === null
        ? null
        : row("Or kept below the limit by", setting("mail_cache_max_size", facts.enoughCacheMax)),
    ];
    return rows.filter((one) => one !== null);
  },

  leftovers() {
    return [];
  },
};

function setting(name: string, value: string): Prose {
  return prose({ code: `${name} = ${dovecotSize(value)}` });
}

/** "2 GiB", "2048 MB", "2G" as Dovecot's settings want them: "2G", "2048M". Its units are powers of 1024. */
function dovecotSize(value: string): string {
  const parts = /^\s*(\d+)\s*([kMG])i?B?\s*$/i.exec(value);
  return parts === null ? value : `${parts[1]}${parts[2]?.toUpperCase()}`;
}

function row(label: string, value: Prose, seen: Measured["seen"] = null): Measured {
  return { label, value, seen };
}
