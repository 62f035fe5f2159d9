import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // Many tests wait for a spawned program; one worker fewer than cores, as by default, would halve the pace on two.
    maxWorkers: "100%",
    coverage: { provider: "v8", include: ["src/**/*.ts"] },
  },
});
