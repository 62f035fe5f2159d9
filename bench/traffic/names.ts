/** Names for people, domains and subjects that nobody has. */
const given =
  "anna ben carla david els frank greet hugo ine jef karel lotte marc nele oscar petra quinten rosa sander tine ugo vera wout xenia yves zoe".split(
    " ",
  );
const family =
  "peeters janssens maes jacobs mertens willems claes goossens wouters declercq dubois lambert dupont martin simon laurent leroy girard moreau fontaine baker carter fisher mason miller potter turner walker weaver wright".split(
    " ",
  );
const roles = "info sales office billing support contact orders hello admin accounts press jobs".split(" ");
const first =
  "north south river harbour stone silver green amber oak maple canal market castle bridge garden summit valley forest mill station orchard lantern copper velvet cedar coral delta ember falcon granite".split(
    " ",
  );
const second =
  "works print foods books tools media design travel energy legal dental motors press studio trading logistics systems bakery clinic school flowers cycles textiles optics marine farm gallery archive partners house".split(
    " ",
  );
const shops = "mail shop news group online services".split(" ");

/** 800 or so local parts: people as most sites write them, and the usual desks. */
export const people: readonly string[] = [
  ...roles,
  ...given.flatMap((name, at) =>
    family.map((surname, other) => ((at + other) % 3 === 0 ? `${name.charAt(0)}.${surname}` : `${name}.${surname}`)),
  ),
];

/** `amount` domains, all different. */
export function domains(amount: number): readonly string[] {
  const names = first.flatMap((one) => second.map((two) => `${one}${two}`));
  return Array.from({ length: amount }, (_, at) => {
    // A step without a common factor with the number of names: neighbours look different.
    const name = names[(at * 389) % names.length] ?? "";
    const round = Math.floor(at / names.length);
    return round === 0
      ? `${name}.example`
      : `${name}-${shops[(round - 1) % shops.length]}${round > shops.length ? round : ""}.example`;
  });
}
