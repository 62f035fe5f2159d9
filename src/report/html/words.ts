/** Words too long for a narrow column: marked so that the style may break them, and only them, anywhere. */

/** Escaped text; words of more than 30 characters as spans of class `long`. Entities stay whole. */
export function breakable(escapedText: string): string {
  return escapedText.replace(/\S{31,}/g, (word) => `<span class="long">${word}</span>`);
}
