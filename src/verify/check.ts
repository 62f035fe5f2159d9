/** Holds every claim of a report against the facts. */
import { checkAllDelivered, checkDelivery, checkRelay } from "./check-delivery.ts";
import { checkChange, checkCount, checkDuration, checkSize } from "./check-figures.ts";
import { checkLogin, checkQuote } from "./check-others.ts";
import { checkBound, checkEdge, checkFixed, checkPlace, checkRestart } from "./check-time.ts";
import type { CheckedClaim, Claim, VerifyResult } from "./claims.ts";
import { type Facts, notCheckable, type Verdict } from "./facts.ts";
import type { Questions } from "./questions.ts";

/** The claims with what the logs say to them, and how many there are of each. */
export function checkClaims(claims: readonly Claim[], questions: Questions, facts: Facts): VerifyResult {
  const checker = new Checker(questions, facts);
  const checked: readonly CheckedClaim[] = claims.map((claim) => {
    const { line, kind, text } = claim;
    return { line, kind, text, ...checker.check(claim) };
  });
  const number = (result: CheckedClaim["result"]) => checked.filter((claim) => claim.result === result).length;
  return {
    schema: "mailmortem/verify@1",
    claims: checked,
    totals: {
      claims: checked.length,
      confirmed: number("confirmed"),
      contradicted: number("contradicted"),
      notCheckable: number("not checkable"),
    },
  };
}

class Checker {
  readonly #facts: Facts;
  readonly #questions: Questions;
  readonly #isOther: boolean;
  /** The next quotation and row: their answers stand in the claims' order. */
  #quote = 0;
  #row = 0;

  constructor(questions: Questions, facts: Facts) {
    this.#questions = questions;
    this.#facts = facts;
    const asksForOne = questions.named.size > 0 || questions.quotes.length > 0;
    this.#isOther = asksForOne && !facts.answers.named && facts.answers.quotes.every((found) => found.length === 0);
  }

  check({ ask }: Claim): Verdict {
    const verdict = this.#decide(ask);
    if (!this.#isOther || ask.is === "never") return verdict;
    return notCheckable("the logs name no address and hold no line of the report: they may be another host's");
  }

  #decide(ask: Claim["ask"]): Verdict {
    const facts = this.#facts;
    const { answers } = facts;
    switch (ask.is) {
      case "delivery": {
        const answer = answers.recipients[this.#row++] ?? { within: [], before: [], after: [] };
        return checkDelivery(ask, answer, facts);
      }
      case "quote": {
        const at = this.#quote++;
        return checkQuote(ask, answers.quotes[at] ?? [], answers.nearest[at] ?? [], facts);
      }
      case "login": {
        const answer = answers.users[this.#questions.users.indexOf(ask.user)];
        return answer === undefined ? notCheckable("it was not asked for") : checkLogin(ask, answer, facts);
      }
      case "relay":
        return checkRelay(ask, facts);
      case "all delivered":
        return checkAllDelivered(ask, facts);
      case "fixed":
        return checkFixed(ask, answers.errors[this.#questions.after.indexOf(ask.span.from)] ?? [], facts);
      case "first":
      case "last":
        return checkBound(ask, facts);
      case "begin":
      case "end":
        return checkEdge(ask, facts);
      case "restart":
        return checkRestart(ask, facts);
      case "place":
        return checkPlace(ask, facts);
      case "size":
        return checkSize(ask, facts);
      case "count":
        return checkCount(ask, facts);
      case "change":
        return checkChange(ask, facts);
      case "duration":
        return checkDuration(ask, facts);
      case "never":
        return notCheckable(ask.why);
    }
  }
}
