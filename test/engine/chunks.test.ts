import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Chunk } from "../../src/engine/chunk.ts";
import { bytesOf, ChunkReader } from "../../src/engine/chunks.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

/** The chunks as they were in the source, and what was seen on the way. */
async function readAll(reader: ChunkReader) {
  const chunks: Pick<Chunk, "text" | "offset" | "unterminated" | "cut" | "to">[] = [];
  let back = "";
  for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
    expect(chunk.text.length).toBe(chunk.to);
    expect(chunk.text.at(-1)).toBe("\n");
    const restored = Buffer.from(chunk.bytes.subarray(0, chunk.to));
    for (const cr of chunk.crs) {
      expect([...restored.subarray(cr, cr + 2)]).toEqual([10, 13]);
      restored[cr] = 10;
      restored[cr + 1] = 10;
    }
    expect(restored.toString("latin1")).toBe(chunk.text);
    for (const cr of chunk.crs) restored[cr] = 13;
    if (!chunks.some(({ cut }) => cut)) expect(chunk.offset).toBe(back.length);
    back += restored.toString("latin1", 0, chunk.to - (chunk.unterminated || chunk.cut ? 1 : 0));
    // A chunk's text is decoded when it is asked for, and the buffer is used again.
    chunks.push({ ...chunk, text: chunk.text });
  }
  return { chunks, back };
}

describe("chunks", () => {
  it("give back every byte, whatever the pieces and the size of the buffer", async () => {
    const piece = fc.string({ unit: fc.constantFrom("a", "b", "\r", "\n", "\r\n", "\0", "\xff", "\xc3\xa9") });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), async (pieces, size) => {
        const { back } = await readAll(new ChunkReader(bytesOf(pieces.map(bytes)), { size }));
        expect(back).toBe(pieces.join(""));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it("are none for an empty source", async () => {
    expect((await readAll(new ChunkReader(bytesOf([])))).chunks).toEqual([]);
  });

  it("hide the CR of a CRLF, and only that", async () => {
    const reader = new ChunkReader(bytesOf([bytes("one\r\ntw\ro\r\r\nthree\n")]));
    const chunk = await reader.next();
    expect(chunk?.text).toBe("one\n\ntw\ro\r\n\nthree\n");
    expect(chunk?.crs).toEqual([3, 10]);
  });

  it("end a last line without LF, also one with half a CRLF", async () => {
    const { chunks, back } = await readAll(new ChunkReader(bytesOf([bytes("one\ntwo\r")])));
    expect(chunks).toMatchObject([{ text: "one\ntwo\n\n", unterminated: true }]);
    expect(back).toBe("one\ntwo\r");
  });

  it("grow for a line of 1 MB and shrink again", async () => {
    const long = "x".repeat(1_048_576);
    const text = `short\n${long}\n${"short again\n".repeat(100_000)}`;
    const { chunks, back } = await readAll(new ChunkReader(bytesOf([bytes(text)]), { size: 64 }));
    expect(back).toBe(text);
    expect(chunks.some((chunk) => chunk.text.includes(long))).toBe(true);
    expect(chunks.at(-1)?.to).toBeLessThan(65);
  });

  it("cut a line that is longer than the longest, and know where the next one is", async () => {
    const text = `one\n${"x".repeat(1000)}\ntwo\n${"y".repeat(1000)}`;
    const { chunks } = await readAll(new ChunkReader(bytesOf([bytes(text)]), { size: 16, longest: 64 }));
    const cut = chunks.filter((chunk) => chunk.cut);
    expect(cut.map(({ text: line, offset }) => [line[0], line.length >= 64, offset])).toEqual([
      ["x", true, 4],
      ["y", true, 1009],
    ]);
    expect(chunks.find((chunk) => chunk.text.startsWith("two"))?.offset).toBe(1005);
    expect(chunks.map((chunk) => chunk.text).join("")).toMatch(/^one\nx+\ntwo\ny+\n$/);
  });

  it("can be read ahead from the current one on, and then still be read", async () => {
    const text = Array.from({ length: 50 }, (_, at) => `line ${at}\n`).join("");
    const reader = new ChunkReader(bytesOf([bytes(text)]), { size: 64 });
    const first = await reader.next();
    const text0 = first?.text ?? "";
    const second = await reader.next();
    const current = second?.text ?? "";
    const ahead = await textOf(await reader.ahead(1 << 20));
    expect(ahead).toBe(text.slice(first?.to));
    expect(text0 + current + (await textOf(reader))).toBe(text);
  });

  it("are read ahead no further than told", async () => {
    const text = "0123456789abcde\n".repeat(64);
    const reader = new ChunkReader(bytesOf([bytes(text)]), { size: 64 });
    const first = await reader.next();
    const firstText = first?.text ?? "";
    const ahead = await textOf(await reader.ahead(128));
    expect(text.startsWith(ahead)).toBe(true);
    expect(ahead.length).toBeLessThan(300);
    expect(firstText + (await textOf(reader))).toBe(text);
  });
});

async function textOf(reader: ChunkReader): Promise<string> {
  let text = "";
  for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) text += chunk.text;
  return text;
}
