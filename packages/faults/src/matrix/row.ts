/** A row of the fault matrix: something that befalls the product, and how it is known that it survives. */
export interface Row {
  readonly id: RowId;
  readonly fault: string;
  readonly holds: string;
  /** What in the product sees to it. */
  readonly protection: string;
  /**
   * Test files, from the root of the repository, whose tests prove it: each that has the row's id in its name, or in
   * that of a group around it.
   */
  readonly proofs: readonly string[];
  /** Takes the protection out, each by itself, so that a proof goes red. */
  readonly mutants: readonly Mutant[];
  /** Why there is no proof; only where there is none. */
  readonly missing?: string;
}

export type RowId = `F${number}`;

/** A change of one line, made to a copy of the sources and of what is built from them. */
export interface Mutant {
  /** A source file, from the root of the repository. */
  readonly file: string;
  /** Stands in the file, and in its built form, exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The proof that must go red. */
  readonly proof: string;
}

/** Whether a test proves a row: the id stands in its whole name as a word of its own. */
export function proves(id: RowId, fullName: string): boolean {
  return new RegExp(`\\b${id}\\b`).test(fullName);
}
