import type { FindingOf } from "../../analyzers/analysis.ts";
import { dovecotKnowsCacheMax, dovecotVersionBefore } from "../dovecot-version.ts";
import { number } from "../format.ts";

const MIB = 2 ** 20;
const STEP = 256;
/** A file above this is not a mailbox's honest index; a limit for it would be none. */
const LARGEST_COUNTED = 4096;
/** Dovecot's own bound of a cache unless set: mail_cache_max_size = 1G. */
const DEFAULT_CACHE_MAX = 1024;

/** Services that open mailboxes and are defined wherever Dovecot runs; the others only where the log shows them. */
const ALWAYS = ["imap", "lmtp", "indexer-worker"];
const WHERE_SEEN = ["pop3", "quota-status", "doveadm", "submission"];

/** What dovecot-limits.mustache prints. Sizes read as Dovecot writes them: "2048M". */
export interface DovecotLimits {
  readonly seen: string | false;
  readonly dropped: string | false;
  readonly cacheMax: string | false;
  readonly sum: string;
  readonly later: string | false;
  readonly services: readonly { readonly name: string; readonly limit: string }[];
  /** MiB above which a cache is too large for what is set here. */
  readonly cacheLimit: number;
}

/**
 * Limits that hold the largest file seen and the largest cache that Dovecot may write: one and a half times the larger,
 * rounded up to 256 MiB, and never below what a service has already.
 */
export function dovecotLimits(findings: readonly FindingOf<"mmap-failure">[], version: string | null): DovecotLimits {
  const sizes = findings.flatMap(({ facts }) => (facts.size === null ? [] : [facts.size]));
  const counted = sizes.filter((size) => size <= LARGEST_COUNTED * MIB);
  const largest = Math.max(0, ...counted);
  const cacheMax = dovecotKnowsCacheMax(version) ? cacheMaxOf(findings) : null;
  const seen = Math.ceil(largest / MIB);
  const base = Math.max(seen, cacheMax ?? (seen === 0 ? DEFAULT_CACHE_MAX : 0));
  // 1 GB is the default from 2.4.1 on: less than that would lower it there
  const least = dovecotVersionBefore(version, [2, 4, 1]) ? STEP : 1024;
  const limit = Math.max(rounded(base), least);
  const later = cacheMax === null || cacheMax >= seen ? null : rounded(cacheMax);
  const services = [...ALWAYS, ...WHERE_SEEN.filter((name) => findings.some((one) => one.facts.service === name))];
  return {
    seen: largest > 0 && `${number(largest)} bytes (${seen}M)`,
    dropped: sizes.length > counted.length && `${LARGEST_COUNTED}M`,
    cacheMax: cacheMax !== null && `${cacheMax}M`,
    sum: `${sumOf(base, rounded(base))}${limit > rounded(base) ? `, and no less than the default of Dovecot 2.4.1, ${limit}M` : ""}`,
    later: later !== null && cacheMax !== null && `${sumOf(cacheMax, later)} would be enough`,
    services: services.map((name) => ({ name, limit: `${Math.max(limit, inForce(findings, name))}M` })),
    cacheLimit: cacheMax ?? Math.max(16, Math.floor(limit / 1.5)),
  };
}

function rounded(mib: number): number {
  return Math.ceil((mib * 1.5) / STEP) * STEP;
}

function sumOf(mib: number, limit: number): string {
  return `1.5 x ${mib}M = ${Math.ceil(mib * 1.5)}M, rounded up to ${limit}M (a multiple of ${STEP}M)`;
}

/** The smallest that the findings ask for; null when no cache is among them. */
function cacheMaxOf(findings: readonly FindingOf<"mmap-failure">[]): number | null {
  const sizes = findings.flatMap(({ facts }) => {
    const parts =
      facts.file === null || facts.file.endsWith(".cache") ? /^(\d{1,4})M$/.exec(facts.enoughCacheMax ?? "") : null;
    return parts === null ? [] : [Number(parts[1])];
  });
  return sizes.length === 0 ? null : Math.min(DEFAULT_CACHE_MAX, ...sizes);
}

/** The largest limit that the log shows for a service, in MiB; 0 where it shows none that can be meant. */
function inForce(findings: readonly FindingOf<"mmap-failure">[], service: string): number {
  const limits = findings
    .filter(({ facts }) => facts.service === service)
    .map(({ facts }) => Math.ceil((facts.vszLimit ?? 0) / MIB))
    .filter((limit) => limit <= 16 * 1024);
  return Math.max(0, ...limits);
}
