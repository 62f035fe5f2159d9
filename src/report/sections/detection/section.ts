import { between, duration, utc } from "../../format.ts";
import { concat, text } from "../../markdown.ts";
import type { Detection } from "../../model.ts";
import { proseMarkdown } from "../../prose.ts";
import { placeIn, statedMark, statedText } from "../../statement.ts";
import { type Section, where } from "../section.ts";

const BASIS: Readonly<Record<NonNullable<Detection["basis"]>, string>> = {
  stated: "until it was noticed, as stated",
  restart: "until a daemon was started or a queue forced, the first sign of a hand in the logs",
  resolved: "until it was over; no hand shows in the logs before",
  "log end": "until the logs end; no hand shows in them",
};

/** How long nobody saw it, and which alarm would have. */
export const detection: Section = {
  id: "detection",
  view(report) {
    const { since, unseen, basis, seen, alerts } = report.detection;
    if (since === null) return null;
    const { intervention } = report;
    const stated = intervention?.detection ?? null;
    const place =
      intervention === null ? undefined : (placeIn(intervention, "detection.at") ?? placeIn(intervention, "detection"));
    const first = alerts
      .filter((alert) => alert.result === "fired" && alert.at !== null)
      .sort((a, b) => ((a.at ?? "") < (b.at ?? "") ? -1 : 1))[0];
    return {
      since: text(utc(since)),
      noticed:
        stated !== null &&
        (stated.at !== null || stated.by !== null) &&
        concat([
          ...(stated.at === null ? [] : [text(utc(stated.at)), " "]),
          ...(stated.by === null ? [] : ["by ", statedText(stated.by), " "]),
          statedMark(place),
        ]),
      how: stated?.how != null && concat([statedText(stated.how), " ", statedMark(place)]),
      unseen:
        unseen !== null &&
        basis !== null &&
        concat([text(`${duration(unseen)} ${BASIS[basis]}`), ...(seen === null ? [] : [" (", where(seen), ")"])]),
      earliest:
        first?.at != null &&
        concat([
          proseMarkdown(first.watches),
          ", ",
          text(`at ${utc(first.at)}`),
          ...(Date.parse(first.at) > Date.parse(since)
            ? [text(`, ${duration(between(since, first.at))} after the first error`)]
            : []),
          ...(first.seen === null ? [] : [" (", where(first.seen), ")"]),
        ]),
    };
  },
};
