import { describe, expect, it } from "vitest";
import { catalogueFormats, type Format, instance, type Values, valueSets } from "./dovecot-catalogue.ts";
import { shareOf } from "./dovecot-lines.ts";
import { notLogged } from "./dovecot-not-logged.ts";
import { lineOf } from "./dovecot-wrapped.ts";

/** Skipped where the catalogue of format strings is not at hand: it stands beside the repository, not in it. */
const formats = catalogueFormats();
const logged = (formats ?? []).filter((format) => !notLogged.some(({ is }) => is(format)));
const knows = (format: Format, values: Values) => shareOf(lineOf(format, instance(format, values))) === "recognised";

describe.skipIf(formats === undefined)("the catalogue of Dovecot's and Pigeonhole's formats", () => {
  it("is there", () => {
    expect(formats?.length).toBeGreaterThan(2500);
    expect(logged.length).toBeGreaterThan(2200);
  });

  it.each(valueSets.map((values, at) => [at, values] as const))(
    "is known with the values %i: 99 % of what is logged",
    (_, values) => {
      const unknown = logged
        .filter((format) => !knows(format, values))
        .map(({ format, where }) => `${format} (${where})`);
      expect(1 - unknown.length / logged.length, unknown.join("\n")).toBeGreaterThanOrEqual(0.99);
    },
  );

  it("is known with all values: 99 % of what is logged", () => {
    const unknown = logged.filter((format) => !valueSets.every((values) => knows(format, values)));
    expect(1 - unknown.length / logged.length, unknown.map(({ format }) => format).join("\n")).toBeGreaterThanOrEqual(
      0.99,
    );
  });

  it.each(notLogged.map((group) => [group.reason, group] as const))("has formats of the group: %s", (_, { is }) => {
    expect((formats ?? []).filter(is)).not.toStrictEqual([]);
  });
});

/** A note is known by Dovecot's words, not by any word. */
const prefix = "Jan 08 14:00:39 imap(ann@a.example)<48682><NS8jEOFHdMx/AAAB>: ";

describe("a text that Dovecot has no format for", () => {
  it.each([
    "Info: Something that nobody knows",
    "Error: Failed",
    "Error: Failed to",
    "Error: Failed to flummox the mailbox",
    "Warning: INBOX: what a user wrote",
    "Info: hello world",
    "Error: Mailbox INBOX: hello world",
    "Info: 42",
    "Error: user ann: hello",
  ])("%s", (text) => {
    expect(shareOf(`${prefix}${text}`)).not.toBe("recognised");
  });
});
