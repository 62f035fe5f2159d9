import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { localZone } from "../../src/cli/local-zone.ts";
import { temporaryFolder } from "./spawned.ts";

describe("localZone", () => {
  const stated: readonly (readonly [tz: string, zone: "UTC" | undefined])[] = [
    ["UTC", "UTC"],
    ["Etc/UTC", "UTC"],
    ["Europe/Brussels", undefined],
    // The clock there is that of UTC, the name is not.
    ["Africa/Abidjan", undefined],
    ["", undefined],
  ];
  it.each(stated)("TZ=%j: %s, whatever the system has", (tz, zone) => {
    expect(localZone(tz, "/nowhere")).toBe(zone);
    if (zone !== undefined)
      expect(new Intl.DateTimeFormat("en", { timeZone: tz }).resolvedOptions().timeZone).toBe(zone);
  });

  test("without TZ the system's link tells", () => {
    const folder = temporaryFolder();
    const linkTo = (name: string, target: string) => {
      const link = join(folder, name);
      symlinkSync(target, link);
      return link;
    };
    expect(localZone(undefined, join(folder, "missing"))).toBeUndefined();
    writeFileSync(join(folder, "copied"), "TZif2");
    expect(localZone(undefined, join(folder, "copied"))).toBeUndefined();
    const data = join(folder, "zoneinfo", "Etc");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, "UTC"), "TZif2");
    writeFileSync(join(data, "GMT"), "TZif2");
    expect(localZone(undefined, linkTo("utc", join(data, "UTC")))).toBe("UTC");
    expect(localZone(undefined, linkTo("gmt", join(data, "GMT")))).toBeUndefined();
  });
});
