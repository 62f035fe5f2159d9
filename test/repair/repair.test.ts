import * as fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { recogniseMojibake, repairMojibake } from "../../src/repair/index.ts";

/** UTF-8 read as Mac Roman; iconv-lite leaves the apple (F0) out, Apple's own table has it at U+F8FF. */
const asMacRoman = (text: string) => iconv.decode(Buffer.from(text), "macroman").replaceAll("\uFFFD", "\uF8FF");
const asLatin1 = (text: string) => Buffer.from(text).toString("latin1");
/** Windows-1252 leaves five bytes out; the web reads them as controls (WHATWG Encoding, index-windows-1252). */
const asWindows = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => iconv.decode(Buffer.of(byte), "windows-1252").replace("\uFFFD", String.fromCharCode(byte)))
    .join("");
const WRONG = { macroman: asMacRoman, latin1: asLatin1, "windows-1252": asWindows };

const DOCUMENT = `# Relevé d’intervention ✅

| Étape | Où | État |
| --- | --- | --- |
| Façade “mail” – arrêt | chez König & Søn, Łódź | ❌ → ⚠️ |
| 25 °C, ½ €, naïve cœur | Ελλάδα, Москва | 📅 📋 🔐 |
`;

describe("the six signs of a document that went through Mac Roman", () => {
  it.each([
    ["\u201A\u00FA\u00D6", "✅", "check mark"],
    ["\u201A\u00F9\u00E5", "❌", "cross"],
    ["\u201A\u00F6\u2020\u00D4\u220F\u00E8", "⚠️", "warning sign"],
    ["\uF8FF\u00FC\u00EC\u00D6", "📅", "calendar"],
    ["\uF8FF\u00FC\u00EC\u00E3", "📋", "clipboard"],
    ["\uF8FF\u00FC\u00EE\u00EA", "🔐", "lock with key"],
  ])("%s is %s, a %s", (broken, whole) => {
    expect(asMacRoman(whole)).toBe(broken);
    expect(repairMojibake(`| ${broken} |`)).toBe(`| ${whole} |`);
    expect(recogniseMojibake(`a\nb ${broken}`)).toEqual({
      encoding: "macroman",
      runs: 1,
      samples: [{ line: 2, column: 3, text: broken, repaired: whole }],
    });
  });
});

describe.each(Object.entries(WRONG))("a document read as %s", (encoding, misread) => {
  it("is recognised and comes back whole", () => {
    expect(recogniseMojibake(misread(DOCUMENT))?.encoding).toBe(encoding);
    expect(repairMojibake(misread(DOCUMENT))).toBe(DOCUMENT);
  });

  it("comes back whole when it was misread twice", () => {
    expect(misread(misread(DOCUMENT))).not.toBe(misread(DOCUMENT));
    expect(repairMojibake(misread(misread(DOCUMENT)))).toBe(DOCUMENT);
  });

  it("is repaired in its broken lines only", () => {
    const lines = DOCUMENT.split("\n");
    for (let at = 0; at < lines.length; at++) {
      const mixed = lines.map((line, other) => (other === at ? misread(line) : line)).join("\n");
      // Greek and Russian of one line are broken in runs; nothing of the others is touched
      expect(repairMojibake(mixed)).toBe(DOCUMENT);
    }
  });

  it.each([
    "Relevé",
    "Façade",
    "fenêtre",
    "schön",
    "✅",
    "’",
    "–",
    "“a”",
    "€",
    "→",
    "Łódź",
    "Москва",
    "привет",
    "📅",
    "⚠️",
  ])("%s alone comes back", (word) => {
    expect(repairMojibake(`x ${misread(word)} y`)).toBe(`x ${word} y`);
  });
});

const CORRECT = [
  ...["Relevé", "Façade", "é", "l’été", "l’Église", "«été»", "“É”", "—à toi", "«CAFÉ»", "“CAFÉ”…", "café…”", "voilà…»"],
  ...["“café”…", "AMANHû", "AMANHÔ", "IRMÃ…", "A–Å", "„Ökologie“", "‚Übung‘", "A–Å”", "Å…", "ÅÄÖ", "„ÅÄÖ“", "25 °C"],
  ...["2√π", "≈π", "√∞", "Ω≈µ", "Œuvre", "cœur", "½ €", "©®™", "à », dit-il", "NAÏVETÉ™", "Łódź", "Gdańsk»", "Москва"],
  ...["привет–", "Ελλάδα»", "✅", "❌", "⚠️", "📅", "👩‍💻", "🇧🇪", "日本語", "café\u00A0!", "E2 80", "Ã", "Â", "√", "‚"],
];

describe("correct text", () => {
  it.each(CORRECT)("%s stays", (text) => {
    expect(recogniseMojibake(text)).toBeNull();
    expect(repairMojibake(text)).toBe(text);
  });

  it("stays, whatever words, quotes and signs stand beside each other", () => {
    const word = fc.constantFrom(
      ...["été", "à", "où", "Noël", "naïf", "œuvre", "çà", "Âge", "île", "Être", "élève", "Müller", "Größe", "Straße"],
      ...["Öl", "Übung", "niño", "¿qué", "¡así", "mañana", "ação", "irmã", "avó", "Łódź", "żółw", "čeština", "řeka"],
      ...["håndværk", "Østre", "ærlig", "Åse", "så", "smörgås", "þú", "ætt", "città", "perché", "fête", "ő", "mail"],
      ...["Ελλάδα", "Москва", "і", "日本"],
    );
    const cased = fc.tuple(word, fc.boolean()).map(([text, upper]) => (upper ? text.toUpperCase() : text));
    const mark = fc.constantFrom(
      ...["", "", " ", "-", ", ", ". ", "…", " – ", "—", "“", "”", "„", "‘", "’", "«", "»", "« ", " »", "‹", "›", "!"],
      ...["\u00A0", "°", "€", "™", "®", "©", "✅", "⚠️", "📅", "👩‍💻", "→", "\n", "123", "½"],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(mark, mark, cased, mark), { maxLength: 12 }), (pieces) => {
        // two words without anything between them are no text of a language
        const text = pieces.map((piece) => `${piece.join("")} `).join("");
        expect(repairMojibake(text)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it("is not read as broken a second time", () => {
    for (const misread of Object.values(WRONG)) {
      const once = repairMojibake(misread(DOCUMENT));
      expect(repairMojibake(once)).toBe(once);
    }
  });
});

describe("doubtful sequences", () => {
  it("are repaired only beside sure ones", () => {
    expect(repairMojibake("o√π")).toBe("o√π");
    expect(repairMojibake("o√π ‚úÖ")).toBe("où ✅");
    expect(repairMojibake("l’été ‚úÖ")).toBe("l’été ✅");
  });

  it("are repaired inside of words", () => {
    expect(repairMojibake("sch√∂n")).toBe("schön");
    expect(repairMojibake("PÃ”LE")).toBe("PÔLE");
    expect(repairMojibake("jeÅ›li")).toBe("jeśli");
    expect(repairMojibake("25Â°C, Â«aÂ»")).toBe("25°C, «a»");
  });
});

it("counts all runs and shows ten", () => {
  const found = recogniseMojibake("‚úÖ x\n".repeat(40));
  expect([found?.runs, found?.samples.length, found?.samples.at(-1)?.line]).toEqual([40, 10, 10]);
});
