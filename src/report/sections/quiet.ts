import type { Report } from "../model.ts";

/** Nothing was found and nobody states anything: advice for the day after would be noise. */
export function quiet({ status, intervention }: Report): boolean {
  return status === "clean" && intervention === null;
}
