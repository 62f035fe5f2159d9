import type { LineNumbers } from "../../engine/fold.ts";
import { type Fold, type Glimpse, type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { codes, slots } from "../../parsers/glimpse.ts";
import { utf8 } from "../../parsers/text.ts";
import type { MailState, Restart } from "../analysis.ts";
import { fromPlain, toPlain } from "../codec.ts";
import { earlier, iso, type Kept, keep } from "../evidence.ts";
import { fieldBegins, fieldText, hasField } from "../glimpse.ts";

/** One start, stop or reload of a daemon, or a forced queue run. */
interface Notice {
  readonly at: Instant;
  readonly daemon: "exim" | "dovecot";
  readonly what: "start" | "stop" | "reload" | "flush";
  readonly text: string;
  readonly version: string | null;
  readonly line: Kept;
}

export interface HostState {
  readonly notices: Map<string, Notice>;
  /** Traces of how the host is set up: "Debian-exim", "/etc/exim4/domains/", names of Hestia's routers. */
  readonly traces: Set<string>;
}

const KINDS = [
  "exim.daemon",
  "exim.queue-run",
  "exim.arrival",
  "exim.delivery",
  "exim.deferral",
  "exim.tainted",
  "dovecot.master",
] as const;
type HostEvent = EventOf<(typeof KINDS)[number]>;

/** Daemon starts, versions, and what the lines give away of the host. */
export const host: Fold<HostState, HostEvent> = {
  id: "host",
  kinds: KINDS,
  create: () => ({ notices: new Map(), traces: new Set() }),
  observe,
  glimpses: {
    kinds: ["exim.arrival", "exim.delivery", "exim.deferral"],
    take,
    release: () => {},
    settled: { meet: take },
  },
  merge(into, other) {
    for (const [key, notice] of other.notices) put(into, key, notice);
    for (const trace of other.traces) into.traces.add(trace);
  },
  toJSON: toPlain,
  revive: (json) => fromPlain(json) as HostState,
};

/** Only HestiaCP's template has routers send_via_smtp_relay and send_via_unauthenticated_smtp_relay. */
const HESTIA_ROUTER = "send_via_";
const DOMAINS = "/etc/exim4/domains/";

const DEBIAN = "Debian-exim";
const HESTIA_START = Buffer.from(HESTIA_ROUTER);

/** A trace that was found is not looked for again. */
function take({ traces }: HostState, glimpse: Glimpse): void {
  if (glimpse.code === codes["exim.arrival"]) {
    const { ident } = slots["exim.arrival"];
    if (hasField(glimpse, ident) && !traces.has(DEBIAN) && fieldText(glimpse, ident) === DEBIAN) traces.add(DEBIAN);
  } else {
    const { router } = slots[glimpse.code === codes["exim.delivery"] ? "exim.delivery" : "exim.deferral"];
    if (!traces.has("hestia") && hasField(glimpse, router) && fieldBegins(glimpse, router, HESTIA_START))
      traces.add("hestia");
  }
}

function observe(state: HostState, event: HostEvent, line: LineRef): void {
  switch (event.kind) {
    case "exim.arrival":
      if (event.ident === DEBIAN) state.traces.add(DEBIAN);
      return;
    case "exim.delivery":
    case "exim.deferral":
      if (event.router?.startsWith(HESTIA_ROUTER)) state.traces.add("hestia");
      return;
    case "exim.tainted":
      if (event.taint.path?.startsWith(DOMAINS)) state.traces.add("hestia");
      if (event.taint.path?.startsWith("/etc/virtual/")) state.traces.add("directadmin");
      if (event.taint.path?.startsWith("/etc/valiases/")) state.traces.add("cpanel");
      return;
    case "exim.queue-run":
      // -qff also thaws frozen messages: a person's hand
      if (event.end === null && event.options?.includes("-qf"))
        note(state, event.at, "exim", "flush", `queue run ${event.options}`, null, line);
      return;
    case "exim.daemon":
      note(state, event.at, "exim", event.version === null ? "reload" : "start", event.text, event.version, line);
      return;
    case "dovecot.master":
      if (event.notice === "start" || event.notice === "stop" || event.notice === "reload")
        note(state, event.at, "dovecot", event.notice, event.text ?? event.notice, event.version, line);
  }
}

function note(
  state: HostState,
  at: Instant,
  daemon: Notice["daemon"],
  what: Notice["what"],
  text: string,
  version: string | null,
  line: LineRef,
): void {
  put(state, `${Math.floor(at / 1000)} ${daemon} ${what}`, {
    at,
    daemon,
    what,
    text: own(text),
    version: version === null ? null : own(version),
    line: keep(line, at),
  });
}

/** syslog repeats what the own log says: one notice a second. */
function put(state: HostState, key: string, notice: Notice): void {
  const held = state.notices.get(key);
  if (held === undefined || earlier(held.line, notice.line) === notice.line) state.notices.set(key, notice);
}

export interface Flush {
  readonly at: Instant;
  readonly text: string;
  readonly line: Kept;
}

/** Starts, stops and reloads in order of time. */
export function restartsOf(state: HostState, lines: LineNumbers): readonly Restart[] {
  return inOrder(state).flatMap(({ at, daemon, what, text, line }) =>
    what === "flush"
      ? []
      : [{ at: iso(at), daemon, what, text: utf8(text), source: line.source, line: lines.lineOf(line) }],
  );
}

/** In order of time; of one instant in an order that does not depend on which log was read first. */
function inOrder({ notices }: HostState): readonly Notice[] {
  return [...notices].sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1)).map(([, notice]) => notice);
}

/** Queue runs that a person forced. */
export function flushesOf(state: HostState): readonly Flush[] {
  return inOrder(state).filter((notice) => notice.what === "flush");
}

/** Whose host this is, as far as the logs and the names of the files tell. */
export function hostOf(state: HostState, sources: readonly string[]): MailState["host"] {
  const named = (part: string) => sources.some((source) => source.includes(part));
  const debian = state.traces.has("Debian-exim") || named("exim4/");
  const panel = state.traces.has("hestia")
    ? "hestia"
    : state.traces.has("cpanel") || named("exim_mainlog")
      ? "cpanel"
      : state.traces.has("directadmin")
        ? "directadmin"
        : debian
          ? "debian"
          : null;
  const version = (daemon: Notice["daemon"]) =>
    inOrder(state).findLast((notice) => notice.daemon === daemon && notice.version !== null)?.version ?? null;
  return {
    exim: panel === "hestia" || panel === "debian" || debian ? "exim4" : "exim",
    panel,
    eximVersion: version("exim"),
    dovecotVersion: version("dovecot"),
  };
}
