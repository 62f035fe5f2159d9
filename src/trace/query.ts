import { ToolError } from "../error.ts";
import { canonicalIp } from "./ip.ts";

/** What is looked for, as latin1, the way log text is held. */
export type Query =
  /** Exim's message id, 16 characters to 4.96, 23 from 4.97. */
  | { readonly kind: "message id"; readonly text: string }
  /** A Message-ID header, without its `<>`. */
  | { readonly kind: "Message-ID"; readonly text: string }
  /** `local@domain`, which a Message-ID may look like: both are looked for. The domain is in lower case. */
  | { readonly kind: "address"; readonly local: string; readonly domain: string; readonly text: string }
  /** In its one canonical form (ip.ts). */
  | { readonly kind: "IP"; readonly ip: string; readonly text: string };

const messageId = /^[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})$/;

/**
 * What a person typed: `1vdpup-000CfU-1V`, `<x@a.example>`, `ann@a.example`, `192.0.2.7`.
 *
 * @throws ToolError `usage` for a text that is none of them.
 */
export function parseQuery(typed: string): Query {
  return queryOf(Buffer.from(typed.trim(), "utf8").toString("latin1"), typed);
}

/**
 * What a person typed, in every form that logs may have it: `josé@a.example` as UTF-8 and, as older programs wrote
 * it, in latin1.
 *
 * @throws ToolError as {@link parseQuery}
 */
export function parseQueries(typed: string): readonly Query[] {
  const first = parseQuery(typed);
  const codes = [...typed.trim()].map((character) => character.codePointAt(0) ?? 0);
  const isLatin1 = codes.every((code) => code <= 0xff) && codes.some((code) => code > 0x7f);
  return isLatin1 ? [first, queryOf(typed.trim(), typed)] : [first];
}

/** @param text latin1, as it stands in logs */
function queryOf(text: string, typed: string): Query {
  const bare = text.startsWith("<") && text.endsWith(">") ? text.slice(1, -1) : text;
  if (messageId.test(bare)) return { kind: "message id", text: bare };
  const ip = canonicalIp(bare.startsWith("[") && bare.endsWith("]") ? bare.slice(1, -1) : bare);
  if (ip !== undefined) return { kind: "IP", ip, text: bare };
  const at = bare.lastIndexOf("@");
  if (at > 0 && at < bare.length - 1 && !/[\0- ]/.test(bare.slice(at))) {
    return {
      kind: "address",
      local: unquoted(bare.slice(0, at)),
      domain: bare.slice(at + 1).toLowerCase(),
      text: bare,
    };
  }
  if (bare !== text && bare !== "" && at < 0) return { kind: "Message-ID", text: bare };
  throw new ToolError(
    "usage",
    `"${typed}" cannot be traced; name a message id (1vdpup-000CfU-1V), a Message-ID (<x@a.example>), an address (ann@a.example) or an IP (192.0.2.7)`,
  );
}

/** `"ann"@a.example` is the same mailbox as `ann@a.example` (RFC 5321 4.1.2). */
function unquoted(local: string): string {
  return /^"[^"\\ ]+"$/.test(local) ? local.slice(1, -1) : local;
}
