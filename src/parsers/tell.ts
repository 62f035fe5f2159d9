/** The event of a text in an envelope. */
import type { Clock, Dialect } from "./dialect.ts";
import { dovecotDialect } from "./dovecot.ts";
import { type Entry, type Line, lineOf, type Opener, restOf } from "./entry.ts";
import type { MailEvent } from "./events.ts";
import { eximDialect } from "./exim.ts";
import { beginning } from "./generated/envelope.ts";
import { type Beginning, type Joined, joinParts, joinPieces, placeOf, withoutBlank } from "./pieces.ts";
import type { Programs } from "./programs.ts";
import { DOVECOT_STAMP, EXIM_STAMP, StandIn } from "./stand-in.ts";

/** What is read of one entry. */
export interface Telling {
  event: MailEvent | undefined;
  /** Another program's. */
  other: boolean;
  /** The text as the program wrote it, where it was put together or decoded; undefined when it stands in the log. */
  text: string | undefined;
  /** The pieces of the text, when it was cut. */
  joined: Joined | undefined;
}

/** Fields of an event that an envelope may tell. */
interface Told {
  pid?: number | null;
  host?: string | null;
  repeats?: number;
  partial?: string | null;
}

/** Where an entry stands. */
interface Place {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly clock: Clock;
  readonly offset: number;
}

export interface Teller {
  readonly opener: Opener;
  readonly programs: Programs;
  /** Reads a container's line that is in syslog's envelope itself. */
  inner(): Dialect<MailEvent>;
}

/** Reads the text of an entry by the name of its program. */
export function tell(teller: Teller, entry: Entry, place: Place): Telling {
  const telling: Telling = { event: undefined, other: false, text: undefined, joined: undefined };
  if (entry.from < 0) telling.text = entry.message;
  if (entry.program === null) tellLine(teller, entry, place, telling);
  else if (entry.program !== "") {
    const who = teller.programs.whoIs(entry.program);
    if (who === "dovecot") telling.event = tellDovecot(entry, entry.program, place, telling);
    else if (who === "exim") telling.event = tellExim(teller, entry, place, telling, false);
    else tellStranger(teller, entry, entry.program, place, telling);
  }
  if (telling.event !== undefined && telling.joined?.whole === false) markCut(telling.event);
  return telling;
}

/** An event of which pieces are missing: what it says is right as far as it goes. */
function markCut(event: MailEvent): void {
  const told = event as Told;
  if (told.partial === null) told.partial = "";
}

/** A name that nobody knows is Exim's when the text is one that only Exim writes, of a message with an id. */
function tellStranger(teller: Teller, entry: Entry, program: string, place: Place, telling: Telling): void {
  const line = placeOf(entry, place.text, place.bytes);
  const begins = beginning(line.text, line.bytes, line.from) as Beginning | undefined;
  telling.other = true;
  if (begins === undefined || begins.what === "again" || !teller.programs.mayBeExim(program)) return;
  const event = tellExim(teller, entry, place, telling, true);
  const certain = event !== undefined && (event as { messageId?: string | null }).messageId !== null;
  if (!certain || (eximDialect as Dialect<MailEvent>).share(event) !== "recognised") return;
  teller.programs.isExim(program);
  telling.event = event;
  telling.other = false;
}

/** `2026-01-08 14:20:01 1vdpup-000CfU-1V Completed`, split or repeated, with or without Exim's own stamp. */
function tellExim(
  teller: Teller,
  entry: Entry,
  place: Place,
  telling: Telling,
  stampedOnly: boolean,
): MailEvent | undefined {
  let line: Line = placeOf(entry, place.text, place.bytes);
  let begins = beginning(line.text, line.bytes, line.from) as Beginning | undefined;
  let repeats = 0;
  if (begins?.what === "solaris") {
    line = lineOf(withoutBlank(restOf({ ...line, from: beginning.end() })));
    begins = beginning(line.text, line.bytes, 0) as Beginning | undefined;
  }
  if (begins?.what === "part") {
    const joined = joinParts(teller.opener, entry, begins, place.text, place.bytes);
    if (joined === undefined) return undefined;
    telling.joined = joined;
    telling.text = joined.text;
    line = lineOf(joined.text);
    begins = beginning(line.text, line.bytes, 0) as Beginning | undefined;
  } else if (begins?.what === "again") {
    repeats = begins.count;
    line = lineOf(repeated(restOf({ ...line, from: beginning.end() })));
    begins = beginning(line.text, line.bytes, 0) as Beginning | undefined;
  }
  const own = begins?.what === "own";
  if (!own && (stampedOnly || entry.stamp === "")) return undefined;
  const event = own ? readStamped(line, place) : readUnstamped(line, entry, place);
  if (event === undefined) return undefined;
  const told = event as Told;
  if (entry.pid !== null) told.pid ??= entry.pid;
  if (repeats > 0) told.repeats = repeats;
  return event;
}

function readStamped(line: Line, { clock, offset }: Place): MailEvent | undefined {
  const event = eximDialect.read(line.text, line.bytes, line.from, clock, offset);
  // A record of several lines has no lines in another envelope.
  if (event === undefined || line.from === 0 || line.bytes.indexOf(10, line.from) === eximDialect.end()) return event;
  const alone = lineOf(restOf(line));
  return eximDialect.read(alone.text, alone.bytes, 0, clock, offset);
}

/** syslog_timestamp = no */
function readUnstamped(line: Line, entry: Entry, { clock, offset }: Place): MailEvent | undefined {
  const whole = lineOf(`${EXIM_STAMP} ${textBehind(line)}`);
  return eximDialect.read(whole.text, whole.bytes, 0, new StandIn(clock, entry, true), offset);
}

function tellDovecot(entry: Entry, program: string, place: Place, telling: Telling): MailEvent | undefined {
  const line = placeOf(entry, place.text, place.bytes);
  const begins = beginning(line.text, line.bytes, line.from) as Beginning | undefined;
  if (begins?.what !== "again" && entry.plainFrom >= 0)
    return dovecotDialect.read(place.text, place.bytes, entry.plainFrom, place.clock, place.offset);
  const text = begins?.what === "again" ? repeated(restOf({ ...line, from: beginning.end() })) : firstLine(line);
  if (entry.from < 0) telling.text = text;
  const whole = lineOf(`${DOVECOT_STAMP} h ${program}: ${text}`);
  const clock = new StandIn(place.clock, entry, true);
  const event = dovecotDialect.read(whole.text, whole.bytes, 0, clock, place.offset);
  if (event === undefined) return undefined;
  const told = event as Told;
  told.host = entry.host;
  if (begins?.what === "again") told.repeats = begins.count;
  return event;
}

/** A line as a container's program wrote it: of a log of its own, in syslog's envelope, or with nothing before the text. */
function tellLine(teller: Teller, entry: Entry, place: Place, telling: Telling): void {
  let text = restOf(placeOf(entry, place.text, place.bytes));
  if (entry.piece) {
    telling.joined = joinPieces(teller.opener, entry, place.text, place.bytes);
    text = telling.joined.text;
    telling.text = text;
  }
  const line = lineOf(text);
  const clock = new StandIn(place.clock, entry, false);
  const inner = teller.inner();
  let most = -1;
  for (const dialect of [dovecotDialect as Dialect<MailEvent>, eximDialect as Dialect<MailEvent>, inner]) {
    const event = dialect.read(line.text, line.bytes, 0, clock, place.offset);
    const understood = event === undefined ? -1 : SHARES.indexOf(dialect.share(event));
    if (understood > most) [telling.event, most] = [event, understood];
  }
  if (telling.event !== undefined || entry.stamp === "") return;
  telling.other = inner.foreign(line.text, line.bytes, 0);
  if (telling.other) return;
  // log_timestamp = "": multilog has written the stamp.
  const stamped = lineOf(`${DOVECOT_STAMP} ${text}`);
  telling.event = dovecotDialect.read(
    stamped.text,
    stamped.bytes,
    0,
    new StandIn(place.clock, entry, true),
    place.offset,
  );
}

const SHARES = ["unknown", "partial", "recognised"] as const;

/** `message repeated 3 times: [ TEXT]`: rsyslog puts a blank before the text, and cuts it at 800 bytes. */
function repeated(text: string): string {
  const inner = withoutBlank(text);
  return inner.endsWith("]") ? inner.slice(0, -1) : inner;
}

/** All lines of a text. */
function textBehind({ text, from }: Line): string {
  return from === 0 ? text.slice(0, -1) : text.slice(from, text.indexOf("\n", from));
}

function firstLine(line: Line): string {
  return restOf(line);
}
