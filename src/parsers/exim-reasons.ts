import { hashOfText } from "../grammar/glimpse-runtime.ts";
import { scanString } from "../grammar/runtime.ts";
import type { EximExpansionFailed, Taint } from "./events.ts";
import { codes } from "./exim-codes.ts";
import type { ReasonFamily } from "./exim-families.ts";
import { wordsIn } from "./exim-reason-words.ts";
import { answer, expansionOf, reason as reasonScanner, refusal } from "./generated/exim-reasons.ts";
import { trimmed } from "./text.ts";

export interface Reason {
  /**
   * `retry`: no attempt was made, or no more will be; the cause is an earlier one. `ambiguous`: a text that a refused
   * value hides behind (Permission denied, NULL, failed to expand …). `taint`: the text itself names a refused value.
   */
  readonly family: ReasonFamily;
  /**
   * Normalised words, with ids, addresses and hosts stripped: a stable grouping key such as `connection refused` or
   * `SMTP error after RCPT TO: 450 4.2.0 greylisted`.
   */
  readonly key: string;
  /**
   * The same for a reader: case and marks as logged, `…` for what the key leaves out. `SMTP error after RCPT TO: 550
   * 5.1.1 Recipient address rejected: User unknown`. No grouping key: it differs where only case or marks do.
   */
  readonly said: string;
  /** SMTP reply code. */
  readonly code: number | null;
  /** Enhanced status code, `4.2.0` (RFC 3463). */
  readonly enhanced: string | null;
  /** The command that was answered: "RCPT TO", "end of data", "initial connection" … */
  readonly stage: string | null;
  /** `retry time not reached for any host for 'b.example'`: the domain. */
  readonly host: string | null;
  readonly taint: Taint | null;
  /** What could not be expanded, `failed to expand "interface" option for remote_smtp transport`. */
  readonly option: string | null;
  readonly router: string | null;
  readonly transport: string | null;
}

/** Every field is named: V8 copies a spread into a literal of this size many times slower. */
function plain(
  family: ReasonFamily,
  words: string,
  host: string | null,
  taint: Taint | null,
  said: string = words,
): Reason {
  return {
    family,
    key: words,
    said,
    code: null,
    enhanced: null,
    stage: null,
    host,
    taint,
    option: null,
    router: null,
    transport: null,
  };
}

/**
 * Classifies why an address was not delivered.
 * @param errno of a `==` line, `defer (111)`; negative codes are Exim's own and moved in 4.95, so the text decides
 * @param strerror the system's text for a positive errno, "Connection refused"
 * @param reason the text behind it
 */
export function classifyReason(errno: number | null, strerror: string | null, reason: string | null): Reason {
  return reason === null && strerror === null ? bare(errno) : recalled(strerror, reason);
}

const classified = (strerror: string | null, text: string | null): Recalled => ({
  strerror,
  text,
  reason: meaningOf(strerror, text),
});

function meaningOf(strerror: string | null, reason: string | null): Reason {
  const said = reason === null ? undefined : read(reason);
  // "Connection timed out: SMTP timeout after …": Exim's own words say more than the system's, unless they say nothing known
  if (said !== undefined && said.family !== "other") return said;
  if (strerror === null) return said ?? read("");
  const system = read(strerror);
  if (said === undefined) return system;
  const both = wordsIn(`${strerror} ${reason ?? ""}`);
  return { ...system, key: both.key, said: both.said };
}

function bare(errno: number | null): Reason {
  const [family, words] = (errno === null ? undefined : codes.get(errno)) ?? ["other" as const, undefined];
  return plain(family, words ?? (errno === null || errno === 0 ? "unknown" : `error ${errno}`), null, null);
}

/** Reasons come again and again; what one means is worked out once. Of fixed size, and only what came twice is kept. */
const RECALLED = 1024;
const LONGEST_RECALLED = 600;
const recall: (Recalled | undefined)[] = new Array(RECALLED).fill(undefined);
/** By slot: the hash of the text that came last and was not kept. */
const met = new Int32Array(RECALLED);

interface Recalled {
  readonly strerror: string | null;
  readonly text: string | null;
  readonly reason: Reason;
}

/** What was read last: several folds ask about the same line. */
let last: Recalled | undefined;

function recalled(strerror: string | null, text: string | null): Reason {
  if (last !== undefined && last.text === text && last.strerror === strerror) return last.reason;
  const hash = hashOfText(text ?? "") ^ hashOfText(strerror ?? "");
  const slot = hash & (RECALLED - 1);
  let known = recall[slot];
  if (known === undefined || known.text !== text || known.strerror !== strerror) {
    const isKept = met[slot] === hash && lengthOf(strerror) + lengthOf(text) <= LONGEST_RECALLED;
    // What is read of a text may be pieces of it.
    known = isKept ? classified(ownOrNull(strerror), ownOrNull(text)) : classified(strerror, text);
    if (isKept) recall[slot] = known;
    met[slot] = hash;
  }
  last = known;
  return known.reason;
}

const lengthOf = (text: string | null): number => (text === null ? 0 : text.length);

/** A piece of a string would hold the whole of it in memory. */
const ownOrNull = (text: string | null): string | null => (text === null ? null : ` ${text}`.slice(1));

/** What a line or a reason that names a refused value says about it. Wording "other" for texts of no known version. */
export function readTaint(text: string): Taint {
  return taintOf(text) ?? { wording: "other", path: null, value: null, variable: null, use: null };
}

/** Which option, router or transport a `failed to expand …` names; nulls where it names none. */
export function readExpansion(text: string): Pick<EximExpansionFailed, "option" | "router" | "transport"> {
  const found = scanned(expansionOf, text) as
    | { option: string | null; driver: { name: string; type: string } | null }
    | undefined;
  const driver = found?.driver ?? null;
  return {
    option: found?.option ?? null,
    router: driver?.type === "router" ? driver.name : null,
    transport: driver?.type === "transport" ? driver.name : null,
  };
}

interface Reply {
  readonly family: "reply";
  readonly protocol: string;
  readonly stage: string;
  readonly code: number;
  readonly enhanced: string | null;
  readonly said: string | null;
}
interface Known {
  readonly family: Exclude<ReasonFamily, "taint" | "greylisted" | "reply-4xx" | "reply-5xx">;
  readonly key: string | null;
  readonly host: string | null;
}

function read(text: string): Reason {
  const found = scanned(reasonScanner, text) as Reply | Known | undefined;
  if (found?.family === "reply") return answered(found);
  const taint = taintOf(text);
  if (taint !== undefined) return plain("taint", taintWords(taint), null, taint);
  const family = found?.family ?? "other";
  const words = found?.key == null ? wordsIn(text) : { key: found.key, said: found.key };
  const known = plain(family, words.key, found?.host ?? null, null, words.said);
  return family === "ambiguous" ? { ...known, ...readExpansion(text) } : known;
}

/** `450 4.2.0 <bob@b.example>: Recipient address rejected: Greylisted`: the other side's words, so the code decides. */
function answered({ protocol, stage, code, enhanced, said }: Reply): Reason {
  const known = scanned(answer, said ?? "") === undefined ? undefined : answer.starts[answer.startIndex()];
  // "550-go away": the sign says that a further line follows
  const words = wordsIn(said?.startsWith("-") ? said.slice(1) : (said ?? ""));
  const head = `${protocol} error after ${stage}: ${code}${enhanced === null ? "" : ` ${enhanced}`}`;
  const withWords = (text: string) => (text === "" ? head : `${head} ${text}`);
  return {
    family: replyFamily(code, enhanced, known),
    key: withWords(known === "greylisted" ? "greylisted" : words.key),
    said: withWords(words.said),
    code,
    enhanced,
    stage,
    host: null,
    taint: null,
    option: null,
    router: null,
    transport: null,
  };
}

function replyFamily(code: number, enhanced: string | null, known: string | undefined): ReasonFamily {
  if (known === "greylisted" && code < 500) return "greylisted";
  // RFC 3463: x.2.2 mailbox full, x.3.1 system full; RFC 4954: 530, 534, 535, 538 are answers to AUTH
  if (known === "overquota" || known === "full" || enhanced?.slice(1) === ".2.2") return "quota";
  if (code === 530 || code === 534 || code === 535 || code === 538 || code === 454) return "auth";
  return code < 500 ? "reply-4xx" : "reply-5xx";
}

function taintOf(text: string): Taint | undefined {
  const found = scanned(refusal, text) as
    | { wording: Taint["wording"]; value: string | null; variable: string | null; use: string | null }
    | string
    | undefined;
  if (found === undefined) return undefined;
  if (typeof found === "string") return { wording: "other", path: null, value: null, variable: null, use: null };
  const { wording, value, variable, use } = found;
  // a command and its arguments may be absolute too, but are no file that was refused
  const isFile = value?.startsWith("/") === true && NAMES_FILE.has(wording);
  // "for included file  not permitted": the second blank is Exim's
  return {
    wording,
    path: isFile ? value : null,
    value: isFile ? null : value,
    variable,
    use: use === null ? null : trimmed(use),
  };
}

const NAMES_FILE = new Set<Taint["wording"]>(["search", "filename", "file", "name", "exec", "value"]);

function taintWords({ wording, use, variable }: Taint): string {
  return ["tainted", wording, use === null ? null : `for ${use}`, variable].filter((part) => part !== null).join(" ");
}

/** Log text holds no LF, but a caller's may: nothing behind it is read. */
function scanned(scan: Parameters<typeof scanString>[0], text: string): unknown {
  return text.includes("\n") ? undefined : scanString(scan, text);
}
