import { expect, it } from "vitest";
import { binarySize, enoughCacheMax, enoughVszLimit } from "../../../src/analyzers/mmap-failure/sizing.ts";

it.each([
  [1_395_104_500, "1.30 GiB"],
  [7_365_820, "7.02 MiB"],
  [300 * 1024 ** 2, "300 MiB"],
])("%d bytes are %s", (bytes, text) => {
  expect(binarySize(bytes)).toBe(text);
});
it("asks for one and a half times the map, in steps of 256 MB", () => {
  expect(enoughVszLimit(1_395_104_500)).toBe("2048M");
  expect(enoughVszLimit(1024 ** 2)).toBe("256M");
});
it("keeps the cache at two thirds of the limit and never over 1 GB", () => {
  expect(enoughCacheMax(256 * 1024 ** 2)).toBe("160M");
  expect(enoughCacheMax(8 * 1024 ** 3)).toBe("1024M");
});
