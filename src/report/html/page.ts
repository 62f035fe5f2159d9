/** The page around the report: head, policy, style, contents. No script; whatever one would need, the policy forbids. */
import { escaped } from "../charts/svg.ts";
import { STYLE } from "./style.ts";

export interface PageParts {
  /** Plain text of the title. */
  readonly title: string;
  /** Clean HTML of what stands before the contents, with the h1. */
  readonly top: string;
  readonly contents: readonly { readonly id: string; readonly html: string }[];
  /** Clean HTML of the rest. */
  readonly body: string;
}

/** A whole document that loads nothing and runs nothing. */
export async function page({ title, top, contents, body }: PageParts): Promise<string> {
  const policy = `default-src 'none'; style-src 'sha256-${await sha256(STYLE)}'; base-uri 'none'; form-action 'none'`;
  const first = contents[0];
  const skip = first === undefined ? "" : `<a class="skip" href="#${first.id}">Skip to the report</a>\n`;
  const items = contents.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>\n`).join("");
  const nav = contents.length < 2 ? "" : `<nav aria-label="Contents">\n<p>Contents</p>\n<ul>\n${items}</ul>\n</nav>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${skip}<main>
${top}
${nav}${body}
</main>
</body>
</html>
`;
}

/** Base64, as a policy names a style. Web Crypto is part of the language's platform, not of node:. */
async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}
