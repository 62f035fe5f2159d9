/** What a reading of the logs is asked, made from the claims. Its size goes with the report, not with the logs. */
import type { MailEvent } from "../parsers/events.ts";
import type { Claim, Span } from "./claims.ts";
import { comparable } from "./comparable.ts";
import { addressesIn } from "./names.ts";

/** A text as it is compared, and where it may stand: kind and time of its line are known. */
export interface QuoteQuestion {
  readonly text: string;
  readonly cut: boolean;
  readonly kind: MailEvent["kind"];
  /** Instant within a quarter of an hour, in seconds: no zone and no year changes it. */
  readonly second: number;
  /** Instants that its stamp may mean. */
  readonly at: readonly number[];
}

export interface AddressQuestion {
  readonly recipient: string;
  readonly span: Span | null;
}

/** Everything that is asked of one reading. The answers stand at the same index of the same list. */
export interface Questions {
  readonly quotes: readonly QuoteQuestion[];
  readonly recipients: readonly AddressQuestion[];
  readonly users: readonly string[];
  /** Instants: the first errors behind them. */
  readonly after: readonly number[];
  /** Line numbers of places; the names of their files are compared later. */
  readonly lines: ReadonlySet<number>;
  /** The addresses of the claims: one that the logs name shows that they are of the same host. */
  readonly named: ReadonlySet<string>;
}

const mostAddresses = 5000;

/** The questions that the claims of a report ask. */
export function questionsOf(claims: readonly Claim[]): Questions {
  const asks = claims.map(({ ask }) => ask);
  return {
    quotes: asks.flatMap((ask) =>
      ask.is === "quote"
        ? [
            {
              text: comparable(ask.text),
              cut: ask.cut,
              kind: ask.kind,
              second: secondOf(ask.at[0] ?? Number.NaN),
              at: ask.at,
            },
          ]
        : [],
    ),
    recipients: asks.flatMap((ask) => (ask.is === "delivery" ? [{ recipient: ask.recipient, span: ask.span }] : [])),
    users: [...new Set(asks.flatMap((ask) => (ask.is === "login" ? [ask.user] : [])))],
    after: [...new Set(asks.flatMap((ask) => (ask.is === "fixed" ? [ask.span.from] : [])))],
    lines: new Set(asks.flatMap((ask) => (ask.is === "place" ? ask.places.map(({ line }) => line) : []))),
    named: new Set(claims.flatMap(addressesOf).slice(0, mostAddresses)),
  };
}

function addressesOf({ text, ask }: Claim): readonly string[] {
  return addressesIn(ask.is === "quote" ? ask.text : text);
}

const QUARTER = 900_000;

/** See {@link QuoteQuestion.second}. */
export function secondOf(at: number): number {
  return Math.floor((((at % QUARTER) + QUARTER) % QUARTER) / 1000);
}
