import type { EximDelivery, MailEvent, Peer, RemoteHost } from "../parsers/events.ts";
import { unescaped, utf8 } from "../parsers/text.ts";
import type { TracedLine } from "../trace/model.ts";
import { discardedBy } from "../trace/outcomes.ts";

/** Further lines of a record that are shown. */
const furtherShown = 10;

/**
 * What a line says, in a few words; the line itself where there are none for it, of a record of several lines the first
 * ones. Passwords are left out of `text` and `said` before (trace/masked.ts).
 */
export function tellLine({ event, text, said }: Pick<TracedLine, "event" | "text" | "said">): readonly string[] {
  const [first = "", ...further] = (said ?? text).split("\n").map((line) => line.replace(/\r$/, ""));
  const inWords = event === null ? undefined : told(event);
  const count = (lines: readonly string[]) => `${lines.length} further line${lines.length === 1 ? "" : "s"}`;
  // The lines behind a refusal are the headers that a stranger wrote.
  if (inWords !== undefined)
    return [utf8(further.length === 0 ? inWords : `${inWords} (and ${count(further)} in the log: trace --raw)`)];
  const left = further.slice(furtherShown);
  return [first, ...further.slice(0, furtherShown), ...(left.length === 0 ? [] : [`… and ${count(left)}`])].map(utf8);
}

function told(event: MailEvent): string | undefined {
  switch (event.kind) {
    case "exim.arrival":
      return joined([
        event.parent === null ? "arrived" : `made to report on ${event.parent}`,
        event.peer === null
          ? event.ident === null
            ? ""
            : `from ${event.ident} on this host`
          : `from ${host(event.peer)}`,
        event.auth === null ? "" : `as ${event.auth}`,
        event.recipients === null ? "" : `for ${event.recipients.join(", ")}`,
      ]).concat(rest(event.partial));
    case "exim.delivery": {
      const discarded = discardedBy(event);
      if (discarded !== undefined)
        return `discarded on purpose${event.original === null ? "" : `: ${event.original}`} (${discarded})`;
      return joined([
        flags[event.flag],
        address(event),
        by(event),
        event.confirmation === null ? "" : `: ${unescaped(event.confirmation)}`,
      ]).concat(rest(event.partial));
    }
    case "exim.deferral":
      return joined(["put off:", address(event), by(event), reason([event.strerror, event.reason])]).concat(
        rest(event.partial),
      );
    case "exim.failure":
      return joined(["FAILED:", address(event), by(event), reason([event.reason])]).concat(rest(event.partial));
    case "exim.completed":
      return "completed";
    case "exim.frozen":
      return joined(["frozen", event.by === null ? "" : `by ${event.by}`, event.reason ?? ""]);
    case "exim.still-frozen":
      return "still frozen";
    case "exim.unfrozen":
      return `thawed by ${event.by}`;
    case "exim.removed":
      return `removed by ${event.by}`;
    case "exim.cancelled":
      return `cancelled by ${event.by}`;
    case "exim.host":
      return joined([`${host(event.peer)}:`, event.text]);
    case "exim.reject":
      return joined([
        `refused${event.temporary === true ? " for now" : ""}`,
        event.peer === null ? "" : `for ${host(event.peer)}`,
        event.verb,
        event.argument ?? "",
        reason([event.reason]),
      ]);
    case "exim.auth-failed":
      return joined([
        `login failed from ${host(event.peer)}`,
        event.login === null ? "" : `as ${event.login}`,
        reason([event.answer]),
      ]);
    case "dovecot.delivered":
      return joined([
        `Dovecot: ${event.outcome}`,
        target("in", event.mailbox),
        target("for", event.user),
        reason([event.error]),
      ]);
    case "dovecot.sieve":
      return joined([
        ...(scriptSaid[event.outcome] === undefined
          ? [
              `sieve: ${event.action === null ? "" : `${event.action}: `}${event.outcome}`,
              target(event.outcome === "stored" ? "in" : "to", event.target),
              target("for", event.user),
            ]
          : ["sieve: the script", event.target ?? "", target("of", event.user), scriptSaid[event.outcome] ?? ""]),
        reason([event.error]),
      ]);
    case "dovecot.login":
      return joined(["login", target("of", event.user), target("from", event.ip), event.service]);
    case "dovecot.login-failed":
      return joined([
        "login failed",
        target("of", event.user),
        target("from", event.ip),
        reason([event.reason, event.detail]),
      ]);
    default:
      return undefined;
  }
}

/** Outcomes whose target is a script, not a mailbox or an address. */
const scriptSaid: Readonly<Record<string, string | undefined>> = {
  "not compiled": "has errors and was not run",
  "not opened": "could not be opened",
  recompiled: "was compiled anew",
  "failed, but implicit keep was successful": "failed; the mail was kept all the same",
  "failed with unsuccessful implicit keep": "failed, and the mail could not be kept",
  "was aborted due to temporary failure": "was aborted, to be tried again",
  "was aborted due to excessive resource usage": "was aborted: it used too many resources",
};

const flags: Readonly<Record<EximDelivery["flag"], string>> = {
  "=>": "delivered to",
  "->": "delivered to",
  ">>": "delivered while it arrived to",
  "*>": "would be delivered to",
};

function address({ recipient, original }: { readonly recipient: string; readonly original: string | null }): string {
  return original === null ? recipient : `${recipient} <${original}>`;
}

function by({ peer, transport }: { readonly peer: RemoteHost | null; readonly transport: string | null }): string {
  if (peer !== null) return `at ${host(peer)}`;
  return transport === null ? "" : `by ${transport}`;
}

function host(peer: Peer | RemoteHost): string {
  const helo = "helo" in peer && peer.helo !== null ? `(${peer.helo})` : "";
  return joined([
    peer.name ?? "",
    helo,
    peer.ip === null ? "" : `[${peer.ip}]${peer.port === null ? "" : `:${peer.port}`}`,
  ]);
}

function reason(texts: readonly (string | null)[]): string {
  const said = texts.filter((text) => text !== null && text !== "").join(": ");
  return said === "" ? "" : `: ${said}`;
}

function target(word: string, text: string | null): string {
  return text === null || text === "" ? "" : `${word} ${text}`;
}

function rest(partial: string | null): string {
  const text = partial?.trim() ?? "";
  return text === "" ? "" : `, and what is not understood: ${text}`;
}

function joined(words: readonly string[]): string {
  return words
    .filter((word) => word !== "")
    .join(" ")
    .replaceAll(" : ", ": ");
}
