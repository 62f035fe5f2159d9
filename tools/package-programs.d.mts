/** What is wrong with a list of a tarball's paths; empty when nothing is. */
export function contentFaults(files: readonly string[]): readonly string[];
