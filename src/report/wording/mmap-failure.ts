import type { MmapFacts } from "../../analyzers/facts.ts";
import { bytes, count } from "../format.ts";
import { findCaches } from "../mail-roots.ts";
import type { Measured } from "../model.ts";
import { type Prose, prose } from "../prose.ts";
import { lineAt } from "../verdict.ts";
import { named, type Wording } from "./wording.ts";

/** Services that open mailboxes, beside the one that failed. */
const OTHERS = ["lmtp", "indexer-worker", "quota-status"];

export const mmapWording: Wording<"mmap-failure"> = {
  words(finding, analysis) {
    const { facts } = finding;
    return {
      is: {
        stopped: facts.proofAt !== null,
        degraded: facts.effect === "degraded",
        killed: facts.effect === "killed",
        cache: facts.file?.endsWith(".cache") ?? false,
        /** Smaller than the default limit, and no line shows another: the size alone explains nothing. */
        small: withinDefault(facts),
      },
      has: {
        user: facts.user !== "",
        file: facts.file !== null,
        mailbox: facts.mailbox !== null,
        size: facts.size !== null,
        limit: facts.vszLimitText !== null,
        enoughVszLimit: facts.enoughVszLimit !== null,
        cacheMaxSetting: knowsCacheMax(analysis.mail.host.dovecotVersion),
        enoughCacheMax: cacheMaxHelps(facts) && knowsCacheMax(analysis.mail.host.dovecotVersion),
      },
      did: {},
      count: { sessions: count(facts.sessions, "session"), killed: count(facts.killedSessions, "session") },
      otherServices: named(OTHERS.filter((service) => service !== facts.service)),
      size: facts.size === null ? "" : bytes(facts.size),
      sizeShort: facts.size === null ? "" : (facts.sizeText ?? bytes(facts.size)),
      enoughVszLimit: dovecotSize(facts.enoughVszLimit ?? ""),
      findCaches: findCaches(analysis),
      enoughCacheMax: dovecotSize(facts.enoughCacheMax ?? ""),
    };
  },

  measured(finding, analysis) {
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
      facts.enoughCacheMax !== null && cacheMaxHelps(facts) && knowsCacheMax(analysis.mail.host.dovecotVersion)
        ? row("Or kept below the limit by", setting("mail_cache_max_size", facts.enoughCacheMax))
        : null,
    ];
    return rows.filter((one) => one !== null);
  },

  leftovers() {
    return [];
  },
};

const DEFAULT_LIMIT = 256 * 2 ** 20;

function withinDefault(facts: MmapFacts): boolean {
  return facts.size !== null && facts.size < DEFAULT_LIMIT && facts.vszLimit === null && facts.vszLimitText === null;
}

/** `mail_cache_max_size` bounds cache files only, and drops none that is smaller than it. */
function cacheMaxHelps(facts: MmapFacts): boolean {
  if (facts.enoughCacheMax === null || !facts.file?.endsWith(".cache")) return false;
  const max = bytesOf(facts.enoughCacheMax);
  return facts.size !== null && max !== null && facts.size > max;
}

/** The setting came with Dovecot 2.3.11; a version that is not in the logs may have it. */
function knowsCacheMax(version: string | null): boolean {
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version ?? "");
  if (parts === null) return true;
  const [major = 0, minor = 0, patch = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return major !== 2 ? major > 2 : minor !== 3 ? minor > 3 : patch >= 11;
}

function bytesOf(size: string): number | null {
  const parts = /^(\d+)([KMG])$/.exec(dovecotSize(size));
  if (parts === null) return null;
  return Number(parts[1]) * ({ K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }[parts[2] ?? ""] ?? 1);
}

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
