import { canonicalName, looksLikeHost, staysAsItIs, TOKEN } from "./host-name.ts";
import type { Known } from "./known.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** Where a known name begins and ends in a token. */
type Span = readonly [from: number, to: number];

/**
 * Replaces names of hosts and domains. `guess`: also those that are not known but end as host names do.
 * A known name is found wherever it stands: below another label, before a file's ending, glued to a word.
 */
export function hostNames(
  names: Pseudonyms,
  known: Known,
): (text: string, guess: boolean, aside: (pseudonym: string) => string) => string {
  const longestFirst = [...known.hosts].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const settled = [new Map<string, Span | null>(), new Map<string, Span | null>()] as const;

  function spanOf(token: string, guess: boolean): Span | null {
    const held = settled[guess ? 1 : 0].get(token);
    if (held !== undefined) return held;
    const span = find(canonicalName(token), guess);
    settled[guess ? 1 : 0].set(token, span);
    return span;
  }

  function find(name: string, guess: boolean): Span | null {
    if (staysAsItIs(name)) return null;
    for (let dot = -1; ; ) {
      if (known.hosts.has(name.slice(dot + 1))) return [0, name.length];
      dot = name.indexOf(".", dot + 1);
      if (dot < 0) break;
    }
    if (guess && looksLikeHost(name)) return [0, name.length];
    const inner = longestFirst.find((one) => one.length > 4 && name.includes(one));
    return inner === undefined ? null : [name.indexOf(inner), name.indexOf(inner) + inner.length];
  }

  return (text, guess, aside) => {
    if (!text.includes(".")) return text;
    return text.replace(TOKEN, (token) => {
      if (!token.includes(".")) return token;
      const span = spanOf(token, guess);
      if (span === null) return token;
      const [from, to] = span;
      return token.slice(0, from) + aside(names.host(token.slice(from, to))) + token.slice(to);
    });
  };
}
