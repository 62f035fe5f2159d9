/**
 * The one gate between Markdown and the page: a short list of tags and attributes, everything else is dropped. It holds
 * whatever a template, a log or an operator wrote; charts and the page around it do not pass here, they are ours.
 */
import sanitizeHtml from "sanitize-html";

const TAGS = [
  "h1",
  "h2",
  "h3",
  "h4",
  "p",
  "ul",
  "ol",
  "li",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "code",
  "pre",
  "strong",
  "em",
  "ins",
  "del",
  "blockquote",
  "details",
  "summary",
  "a",
  "hr",
  "br",
  "div",
  "span",
];

/**
 * Clean HTML with balanced tags. An id survives on a heading, once, and only if it is one of `ids`; a link only if it
 * is https.
 */
export function sanitise(html: string, ids: ReadonlySet<string>): string {
  const left = new Set(ids);
  const heading = (tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const { id } = attribs;
    if (id !== undefined && left.delete(id)) return { tagName, attribs: { id } };
    // a second h1 can only be raw HTML of a template
    return { tagName: tagName === "h1" ? "h2" : tagName, attribs: {} };
  };
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      h1: ["id"],
      h2: ["id"],
      h3: ["id"],
      h4: ["id"],
      a: ["href", "rel"],
      ol: [{ name: "start", values: [] }],
      th: [{ name: "scope", values: ["col", "row"] }],
      td: ["data-label"],
      details: ["open"],
      div: [{ name: "role", values: ["note"] }],
      span: [
        { name: "role", values: ["img"] },
        { name: "aria-label", values: ["done", "not done"] },
      ],
    },
    allowedClasses: {
      table: ["wide", "pairs", "narrow"],
      th: ["right"],
      td: ["right"],
      div: ["alert", "note", "tip", "important", "warning", "caution"],
      p: ["alert-title"],
      span: ["box", "long"],
      details: ["code"],
      code: ["language-*", "place"],
    },
    allowedSchemes: ["https"],
    allowedSchemesByTag: {},
    allowedSchemesAppliedToAttributes: ["href"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    enforceHtmlBoundary: false,
    transformTags: {
      h1: heading,
      h2: heading,
      h3: heading,
      h4: heading,
      a: (_, { href }) =>
        href?.startsWith("https://") === true
          ? { tagName: "a", attribs: { href, rel: "noreferrer noopener" } }
          : { tagName: "span", attribs: {} },
    },
  });
}

/** What may stand in a line of the contents: words, code and stress. */
export function sanitiseInline(html: string): string {
  return sanitizeHtml(html, { allowedTags: ["code", "em", "strong"], allowedAttributes: {} }).trim();
}
