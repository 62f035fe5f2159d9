/** FNV-1a, 32 bits, of a text's code units. Not for secrets: only to tell texts apart cheaply and alike on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
