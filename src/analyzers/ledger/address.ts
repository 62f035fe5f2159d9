import { lowerCase } from "../../parsers/text.ts";

/** The domain of an address, lower case; null for a local part, a pipe or a file. */
export function domainOf(address: string): string | null {
  const at = address.lastIndexOf("@");
  if (at < 0 || at === address.length - 1) return null;
  return lowerCase(address.slice(at + 1));
}

/** The local part of an address; the whole text where there is no domain. */
export function localPartOf(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at);
}

/** Base 62 of Exim's message ids (string.c: string_base62). */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** When a message was received, from the first six base-62 digits of its id (seconds), in ms. */
export function instantOfId(id: string): number {
  let value = 0;
  for (let i = 0; i < 6; i++) value = value * 62 + DIGITS.indexOf(id[i] ?? "");
  return value * 1000;
}

/** Slots for domains met lately. */
const SLOTS = 256;

/**
 * A slot for the domain of an address, from its length and a few of its characters: cheap, and different for most of
 * the domains that one host has (`customer1.example`, `customer2.example` …).
 *
 * @param at where the `@` stands
 */
export function domainSlot(address: string, at: number): number {
  const { length } = address;
  const middle = (at + length) >> 1;
  const some = address.charCodeAt(at + 1) + 7 * address.charCodeAt(middle) + 31 * address.charCodeAt(middle - 1);
  return (some + 13 * address.charCodeAt(middle + 1) + length - at) & (SLOTS - 1);
}

/** 127.0.0.0/8 and ::1: this host. */
export function isLoopback(ip: string | null): boolean {
  return ip !== null && (ip.startsWith("127.") || ip === "::1");
}
