/** What the first bytes of a file say about its form. */

const gzip = [0x1f, 0x8b];

interface ForeignForm {
  readonly name: string;
  readonly bytes: readonly number[];
  /** Command that writes the text of a file to its standard output. */
  readonly opener: string;
  /** The same for its standard input; null when only files can be opened. */
  readonly filter: string | null;
}

/** Forms that Node cannot open. */
const foreign: readonly ForeignForm[] = [
  { name: "zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd], opener: "zstd -dc", filter: "zstd -dc" },
  { name: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], opener: "xz -dc", filter: "xz -dc" },
  { name: "bzip2", bytes: [0x42, 0x5a, 0x68], opener: "bzip2 -dc", filter: "bzip2 -dc" },
  { name: "lz4", bytes: [0x04, 0x22, 0x4d, 0x18], opener: "lz4 -dc", filter: "lz4 -dc" },
  { name: "lzip", bytes: [0x4c, 0x5a, 0x49, 0x50, 0x01], opener: "lzip -dc", filter: "lzip -dc" },
  { name: "compress", bytes: [0x1f, 0x9d], opener: "zcat", filter: "zcat" },
  { name: "zip", bytes: [0x50, 0x4b, 0x03, 0x04], opener: "unzip -p", filter: "funzip" },
  { name: "7z", bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], opener: "7z x -so", filter: null },
];

/** Enough bytes to tell every form. */
export const magicLength = 10;

export type Form =
  | { readonly is: "plain" }
  /** `time`: when the file was compressed or last written, by its header; null when it says nothing. */
  | { readonly is: "gzip"; readonly time: number | null }
  | ({ readonly is: "foreign" } & Omit<ForeignForm, "bytes">);

/** @param head the first {@link magicLength} bytes, or all if there are fewer. */
export function formOf(head: Uint8Array): Form {
  if (beginsWith(head, gzip)) return { is: "gzip", time: gzipTime(head) };
  const found = foreign.find(({ bytes }) => beginsWith(head, bytes));
  if (found === undefined) return { is: "plain" };
  const { name, opener, filter } = found;
  return { is: "foreign", name, opener, filter };
}

/** MTIME of the header, RFC 1952: seconds since the epoch, little-endian; 0 is "not available". */
function gzipTime(head: Uint8Array): number | null {
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(4, 8);
  const seconds = a + b * 0x100 + c * 0x1_0000 + d * 0x100_0000;
  return head.length < 8 || seconds === 0 ? null : seconds * 1000;
}

function beginsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, at) => head[at] === byte);
}

/** A file name as one word of a shell command. */
export function shellWord(text: string): string {
  return /^[\w./+:@%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
