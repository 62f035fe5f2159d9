import type { LocatedEvent } from "../engine/run.ts";
import type { MailEvent } from "../parsers/events.ts";
import { utf8 } from "../parsers/text.ts";

/**
 * An event for people and other programs: `{"kind","at","source","line","messageId",…}`. The instant is ISO 8601 UTC,
 * texts are decoded as UTF-8 where they are it, and what the line does not say is left out.
 */
export function eventJson({ event, source, line }: Pick<LocatedEvent<MailEvent>, "event" | "source" | "line">): object {
  const { kind, at, ...fields } = event;
  return { kind, at: isoInstant(at), source, line, ...statedFields(fields) };
}

/** The fields that an event states, decoded, whose message it is first; without its kind and instant. */
export function statedFields(event: Partial<MailEvent>): Readonly<Record<string, unknown>> {
  const { kind: _kind, at: _at, ...fields } = event;
  const whose = "messageId" in fields ? { messageId: fields.messageId } : {};
  return stated({ ...whose, ...fields }) as Record<string, unknown>;
}

/** `2026-01-08T13:18:54Z`; milliseconds only where there are any; null for an instant that no line gave. */
export function isoInstant(at: number): string | null {
  return Number.isFinite(at) ? new Date(at).toISOString().replace(".000Z", "Z") : null;
}

function stated(value: unknown): unknown {
  if (typeof value === "string") return utf8(value);
  if (Array.isArray(value)) return value.map(stated);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (field === null ? [] : [[name, stated(field)]])),
  );
}
