/**
 * The memory of the module that settles lines (assembly/), in bytes: read by the module and by TypeScript, so nothing
 * but numbers stands here. What the parts mean: docs/adr/0023-untroubled-mail-is-settled-in-the-module.md.
 */

/** Behind the tables of the module that glimpses. */
export const AREA = 65536;

/** What both sides tell each other. */
export const CONTEXT = AREA;
/** f64: the instant at which the minute of the last stamps begins. */
export const MINUTE_AT = CONTEXT;
/** f64: the instant of the line that was looked at last. */
export const AT = CONTEXT + 8;
/** f64: the instant of the line before. */
export const LAST_AT = CONTEXT + 16;
/** f64: first and last instant of settled lines. */
export const FROM = CONTEXT + 24;
export const TO = CONTEXT + 32;
/** f64: last instant of a message's line. */
export const MESSAGES_TO = CONTEXT + 40;
/** f64: offset in the source of the memory's byte 0. */
export const OFFSET = CONTEXT + 48;
/** f64: where the range begins. */
export const RANGE = CONTEXT + 56;
/** f64: lines of the range before the next one. */
export const LINES = CONTEXT + 64;
/** i32: the hour of the minute, since 1970. */
export const HOUR = CONTEXT + 72;
/** i32: characters of a stamp of the minute; 0 for none. */
export const STAMP_LENGTH = CONTEXT + 76;
/** The first 16 bytes of such a stamp, and its last 6. */
export const STAMP = CONTEXT + 80;
export const STAMP_TAIL = CONTEXT + 96;
/** i32: numbers of the present log, and of the present source in the table of late deliveries. */
export const LOG = CONTEXT + 104;
export const ORIGIN = CONTEXT + 108;
/** i32: bit by code: kinds that may be settled. */
export const KINDS = CONTEXT + 112;
/** i32: why the last line was not settled. */
export const REASON = CONTEXT + 116;
/** i32: of what reason need not be asked again, by bits. */
export const ANSWERED = CONTEXT + 120;
/** i32: the message that the reason is about, as the place of its slot. */
export const ABOUT = CONTEXT + 124;
/** i32: the sums of settled lines; the last two are ms within the minute. */
export const ARRIVED = CONTEXT + 128;
export const DELIVERED = CONTEXT + 132;
export const SENT = CONTEXT + 136;
export const AUTH_FAILED = CONTEXT + 140;
export const PRINT = CONTEXT + 144;
export const FIRST_SIGN = CONTEXT + 148;
export const LAST_SIGN = CONTEXT + 152;
/** i32: whether any line was settled since sums were taken. */
export const ANY = CONTEXT + 156;
/** Six words, for an id that is asked for. */
export const ASKED = CONTEXT + 160;
/** i32: what the hash of an id begins with that says which share of the ids it is of. */
export const SEED = CONTEXT + 184;

/** Reasons. */
export const READ = 0;
export const MINUTE = 1;
export const BACK = 2;
export const TAKE = 3;
export const NAME = 4;
export const EVICT = 5;
export const FULL = 6;
export const PROOF = 7;
export const CHILD = 8;
export const LATE = 9;
export const LIFE = 10;

/** Names: as what each was met, a byte a number; buckets; length, hash and text of each. */
export const MOST_NAMES = 16384;
export const MET = AREA + 1024;
export const BUCKETS = 32768;
export const NAME_BUCKETS = MET + MOST_NAMES;
export const NAME_SIZE = 64;
export const NAMES = NAME_BUCKETS + BUCKETS * 4;
export const NAMES_END = NAMES + MOST_NAMES * NAME_SIZE;
/** As what a name was met. */
export const AS_DOMAIN = 1;
export const AS_TRANSPORT = 2;
export const AS_ROUTER = 4;
export const AS_IDENT = 8;

/** Messages that came and have not gone: pairs of slots, by the hash of the id. In a slot: that hash, and the cell of the arrival (0: none). */
export const YOUNG = NAMES_END;
export const YOUNG_SLOTS = 4096;
export const SLOT_SIZE = 8;
export const SLOT_CELL = 4;

/** Copies of their lines. */
export const CELLS = YOUNG + YOUNG_SLOTS * SLOT_SIZE;
export const CELL_COUNT = 4096;
/** No power of two, so that beginnings of cells do not share places of the processor's cache. */
export const CELL_SIZE = 1088;
/** In a cell: the next one, length of the line, where in it the sender or transport stands and how long that is, the instant. */
export const CELL_NEXT = 0;
export const CELL_LENGTH = 4;
export const CELL_NAME = 8;
export const CELL_NAME_LENGTH = 12;
export const CELL_AT = 16;
/** Of a delivery: its hour, and the number of the transport when it went to another host, else -1. */
export const CELL_HOUR = 24;
export const CELL_SENT = 28;
/** Of an arrival: its log, the first cell of its deliveries, the id's length and six words. */
export const CELL_LOG = 24;
export const CELL_DELIVERIES = 28;
export const CELL_ID_LENGTH = 32;
export const CELL_ID = 40;
/** The line. 16 bytes may be written behind it. */
export const CELL_TEXT = 64;
export const LONGEST_LINE = CELL_SIZE - CELL_TEXT - 16;

/** Filters over ids, a bit each, by 20 bits of their hash: there may be a life with such an id, and a message that came of one with it. */
export const KNOWN_BITS = 1048576;
export const KNOWN_SIZE = KNOWN_BITS / 8;
export const LIVES = CELLS + CELL_COUNT * CELL_SIZE;
export const PARENTS = LIVES + KNOWN_SIZE;

/** Proofs that a transport works for a sender domain, by their numbers: transport, domain, hour, then first and last instant. */
export const PROOFS = PARENTS + KNOWN_SIZE;
export const PROOF_SLOTS = 1024;
export const PROOF_SIZE = 32;
export const PROOF_DOMAIN = 4;
export const PROOF_HOUR = 8;
export const PROOF_FIRST = 16;
export const PROOF_LAST = 24;

/** How many messages took 0, 1, 2 … seconds, by halvings of their ids (0 to 32). */
export const TOOK = PROOFS + PROOF_SLOTS * PROOF_SIZE;
export const TOOK_SECONDS = 300;
export const TOOK_SHARES = 33;

/** Late deliveries by recipient. First when each was: the hour since 1970 (NEVER: there is none), and ms within it. */
export const REACHED_SLOTS = 4096;
export const NEVER = -2147483648;
export const REACHED_WHEN = TOOK + TOOK_SHARES * TOOK_SECONDS * 4 + 16;
export const WHEN_SIZE = 8;
export const WHEN_WITHIN = 4;
/** Then the source, length of the line, place and length of the recipient in it; offset, range, line. */
export const REACHED = REACHED_WHEN + REACHED_SLOTS * WHEN_SIZE;
export const REACHED_SIZE = 64;
export const REACHED_ORIGIN = 4;
export const REACHED_LENGTH = 8;
export const REACHED_NAME = 12;
export const REACHED_NAME_LENGTH = 16;
export const REACHED_OFFSET = 32;
export const REACHED_RANGE = 40;
export const REACHED_LINE = 48;
/** Their lines: as much of each as evidence quotes; 16 bytes may be written behind that. */
export const REACHED_TEXT = REACHED + REACHED_SLOTS * REACHED_SIZE;
export const REACHED_CAP = 600;
export const REACHED_TEXT_SIZE = 640;

export const AREA_END = REACHED_TEXT + REACHED_SLOTS * REACHED_TEXT_SIZE;
