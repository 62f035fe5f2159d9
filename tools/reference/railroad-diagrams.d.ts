/** What is used of the package, which has no types of its own. */
declare module "railroad-diagrams" {
  type Item = { toString(): string } | number;
  type Shape = (...items: readonly Item[]) => { toString(): string };
  type Name = "Diagram" | "Sequence" | "Choice" | "Optional" | "OneOrMore" | "ZeroOrMore";
  type Leaf = "Terminal" | "NonTerminal" | "Comment" | "Skip";
  const shapes: Readonly<Record<Name | Leaf, Shape>>;
  export = shapes;
}
