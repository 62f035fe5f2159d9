/** What src/parsers/events.ts says of every event kind, read with the TypeScript compiler: the types are the truth. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

export interface EventField {
  readonly name: string;
  readonly type: string;
  /** Its documentation; empty when the name says it all. */
  readonly doc: string;
  /** Only on some events, such as those that syslog repeated. */
  readonly optional: boolean;
  /** Read from the envelope: every kind of the program has it. */
  readonly common: boolean;
}
export interface EventKind {
  readonly kind: string;
  readonly doc: string;
  readonly fields: readonly EventField[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The interfaces that every event of a program extends. */
const bases = new Set(["EximBase", "DovecotBase"]);
const contract = `${root}src/parsers/events.ts`;

/** Every kind of MailEvent, by name. */
export function eventKinds(): readonly EventKind[] {
  const program = ts.createProgram([contract], {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(contract);
  const module = file && checker.getSymbolAtLocation(file);
  const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === "MailEvent");
  if (symbol === undefined) throw new Error("src/parsers/events.ts exports no MailEvent");
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const union = checker.getDeclaredTypeOfSymbol(target);
  const members = union.isUnion() ? union.types : [union];
  return members.flatMap((member) => kindsOf(member, checker)).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

function kindsOf(member: ts.Type, checker: ts.TypeChecker): readonly EventKind[] {
  const properties = member.getProperties();
  const kind = properties.find(({ name }) => name === "kind");
  if (kind === undefined) throw new Error(`an event without a kind: ${checker.typeToString(member)}`);
  const type = checker.getTypeOfSymbol(kind);
  const names = (type.isUnion() ? type.types : [type]).map((one) => (one as ts.StringLiteralType).value);
  const fields = properties.filter(({ name }) => name !== "kind").map((property) => fieldOf(property, checker));
  const doc = docOf(kind);
  return names.map((name) => ({ kind: name, doc, fields }));
}

function fieldOf(property: ts.Symbol, checker: ts.TypeChecker): EventField {
  const type = checker.typeToString(
    checker.getTypeOfSymbol(property),
    undefined,
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
  );
  const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  const declared = property.declarations?.[0]?.parent;
  const common = declared !== undefined && ts.isInterfaceDeclaration(declared) && bases.has(declared.name.text);
  return { name: property.name, type, doc: textOf(property, checker), optional, common };
}

function textOf(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string {
  return symbol === undefined ? "" : oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
}

/** The comment above the member of a union that declares the kind; that of its type where it is alone. */
function docOf(kind: ts.Symbol): string {
  let node: ts.Node | undefined = kind.valueDeclaration;
  while (node !== undefined) {
    const { parent }: ts.Node = node;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return comment(node.getFullText());
    if (parent !== undefined && ts.isUnionTypeNode(parent) && ts.isTypeAliasDeclaration(parent.parent)) {
      const before = parent.types[parent.types.indexOf(node as ts.TypeNode) - 1];
      const own = comment(parent.getSourceFile().text.slice(before?.end ?? parent.pos, node.getStart()));
      // The first of a family that one comment stands for.
      const family = parent.parent.name.text.endsWith("Event") ? "" : comment(parent.parent.getFullText());
      return own === "" ? family : own;
    }
    node = parent;
  }
  return "";
}

/** The last documentation comment before the code of a text. */
function comment(text: string): string {
  const start = text.search(/^\s*(?:export|interface|type)\b/m);
  const found = (start < 0 ? text : text.slice(0, start)).match(/\/\*\*[\s\S]*?\*\//g)?.at(-1) ?? "";
  return oneLine(found.replace(/^\/\*\*|\*\/$|^\s*\*/gm, ""));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
