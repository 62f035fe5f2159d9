/** The parts of the file that no log can fill, as comments to be taken up. */
import type { InterventionKey } from "../knowledge/intervention-keys.ts";
import { about } from "./words.ts";
import { commentedOut, entry, indented, item } from "./yaml-lines.ts";

type Row = readonly (readonly [key: string, example: string])[];

const LISTS: readonly (readonly [list: InterventionKey, row: Row])[] = [
  [
    "preventive",
    [
      ["title", "An alert on the age of the oldest message in the queue"],
      ["purpose", "…"],
      ["installed", "a systemd timer, every five minutes"],
    ],
  ],
  [
    "verification",
    [
      ["what", "A message to another host leaves at once"],
      ["command", "exim4 -bp"],
      ["output", "…"],
      ["at", "2026-01-08 14:25 UTC"],
    ],
  ],
  [
    "services",
    [
      ["name", "Exim"],
      ["status", "active"],
      ["memory", "14 MB"],
      ["notes", "…"],
    ],
  ],
  [
    "domains",
    [
      ["name", "acme.example"],
      ["accounts", "4"],
      ["status", "working"],
      ["notes", "…"],
    ],
  ],
  [
    "cacheFiles",
    [
      ["path", "/home/acme/mail/acme.example/marie/.Archive/dovecot.index.cache"],
      ["size", "173 MB"],
      ["action", "…"],
    ],
  ],
  [
    "hardening",
    [
      ["item", "Accounts of the panel use a second factor"],
      ["evidence", "…"],
    ],
  ],
  [
    "documents",
    [
      ["title", "Runbook of the mail server"],
      ["where", "https://wiki.acme.example/mail"],
    ],
  ],
  [
    "signOff",
    [
      ["name", "Marie Example"],
      ["role", "head of operations"],
      ["at", "2026-01-09"],
    ],
  ],
];

/** Everything else that an intervention.yaml may hold; each key is explained. */
export function laterLines(): readonly string[] {
  return commentedOut([
    ...LISTS.flatMap(([list, row]) => [...listLines(list, row), ""]),
    ...queueLines(),
    "",
    ...lessonLines(),
  ]);
}

function listLines(list: InterventionKey, row: Row): readonly string[] {
  const keys = row.flatMap(([key, example]) => [...about(`${list}.${key}` as InterventionKey), entry(key, example)]);
  return [...about(list), entry(list), ...item(keys)];
}

function queueLines(): readonly string[] {
  const keys = [
    ...about("queue.at"),
    entry("at", "2026-01-08 14:25 UTC"),
    ...about("queue.active"),
    "active: 0",
    ...about("queue.frozen"),
    "frozen: 2",
    ...about("queue.notes"),
    entry("notes", "…"),
  ];
  return [...about("queue"), entry("queue"), ...indented(keys)];
}

function lessonLines(): readonly string[] {
  const keys = (["wentWell", "wentBadly", "lucky"] as const).flatMap((key) => [
    ...about(`lessons.${key}`),
    entry(key, "…"),
  ]);
  return [...about("lessons"), entry("lessons"), ...indented(keys)];
}
