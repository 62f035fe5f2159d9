/** The items of a written list that are more than a TODO, each with its position in the document. */
export function known<T>(
  items: readonly (T | null)[] | null | undefined,
): readonly { readonly value: T; readonly at: number }[] {
  return (items ?? []).flatMap((value, at) => (value === null ? [] : [{ value, at }]));
}
