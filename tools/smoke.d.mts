/** What packing and installing came to. */
export interface Smoke {
  /** Paths in the tarball. */
  readonly packed: readonly string[];
  /** What the installed command wrote about a piped log. */
  readonly report: string;
  /** What the README's library program printed. */
  readonly program: string;
}
export function smoke(): Smoke;
/** Source of the README's library program. */
export function libraryProgram(): string;
