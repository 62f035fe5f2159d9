/** Every link of every Markdown file leads somewhere: files and headings are looked up, the rest is well-formed https. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { marked, type Token } from "marked";
import { describe, expect, test } from "vitest";
import { linkedPages } from "./pages.ts";

/** Hosts that the repository's own pages point to. */
const hosts: readonly string[] = ["docs.github.com", "keepachangelog.com", "mustache.github.io"];

const pages = linkedPages();
const targets = new Map<string, ReadonlySet<string>>();

describe.each(pages)("%s", (page) => {
  test("its links resolve", () => {
    const problems = linksOf(page).flatMap((href) => problemOf(page, href) ?? []);
    expect(problems).toEqual([]);
  });
});

test("files that are named in code are there", () => {
  const path = /^(?:src|test|tools|fixtures|grammars|schemas|bench|docs|examples)\/[\w./-]+$/;
  // git has none of what commands make
  const made = /^(?:bench\/data|docs\/api)(?:\/|$)/;
  const missing = pages
    .filter((page) => /^(?:docs\/(?!adr\/|reference\/)|[A-Z]+\.md)/.test(page) && page !== "CHANGELOG.md")
    .flatMap((page) => spansOf(page).filter((span) => path.test(span) && !made.test(span) && !existsSync(span)));
  expect(missing).toEqual([]);
});

test("every host of the list is linked to, and enough pages are read", () => {
  const linked = new Set(pages.flatMap(linksOf).flatMap((href) => (URL.canParse(href) ? [new URL(href).host] : [])));
  expect([...linked].sort()).toEqual([...hosts].sort());
  expect(pages.length).toBeGreaterThan(40);
});

test("a missing file, a missing heading and a bad address are found", () => {
  expect(problemOf("docs/watch.md", "no.md")).toBe("no.md: no such file");
  expect(problemOf("docs/watch.md", "incremental.md#none")).toBe("incremental.md#none: no such heading");
  expect(problemOf("docs/watch.md", "http://www.exim.org/")).toBe("http://www.exim.org/: not https");
  expect(problemOf("docs/watch.md", "https://elsewhere.example/")).toMatch(/not listed/);
  expect(problemOf("docs/watch.md", "incremental.md#what-it-survives")).toBeNull();
  expect(problemOf("docs/watch.md", "#alerts")).toBeNull();
});

function linksOf(page: string): readonly string[] {
  const found: string[] = [];
  marked.walkTokens(marked.lexer(readFileSync(page, "utf8")), (token: Token) => {
    // a bare address is no link that anybody wrote
    if ((token.type === "link" || token.type === "image") && /^!?\[|^</.test(token.raw)) found.push(token.href);
  });
  return found;
}

function spansOf(page: string): readonly string[] {
  const found: string[] = [];
  marked.walkTokens(marked.lexer(readFileSync(page, "utf8")), (token: Token) => {
    if (token.type === "codespan") found.push(token.text);
  });
  return found;
}

function problemOf(page: string, href: string): string | null {
  if (/^[a-z]+:/i.test(href)) {
    if (!URL.canParse(href)) return `${href}: no address`;
    const { protocol, host, username } = new URL(href);
    if (protocol !== "https:" || username !== "") return `${href}: not https`;
    return hosts.includes(host) ? null : `${href}: its host is not listed in test/docs/links.test.ts`;
  }
  const [path = "", anchor] = decodeURIComponent(href).split("#");
  const target = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(target)) return `${href}: no such file`;
  if (anchor === undefined || statSync(target).isDirectory()) return null;
  return headingsOf(target).has(anchor) ? null : `${href}: no such heading`;
}

function headingsOf(page: string): ReadonlySet<string> {
  const known = targets.get(page);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const token of marked.lexer(readFileSync(page, "utf8"))) {
    if (token.type !== "heading") continue;
    const slug = slugOf(plain(token.tokens ?? []));
    let name = slug;
    for (let again = 1; found.has(name); again++) name = `${slug}-${again}`;
    found.add(name);
  }
  targets.set(page, found);
  return found;
}

function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens ? plain(token.tokens) : "text" in token ? token.text : token.raw,
    )
    .join("");
}

/** As GitHub makes it. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}
