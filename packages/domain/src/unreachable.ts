/**
 * Ends an exhaustive `switch`: a new member of the union does not compile here. At run time it would be a bug, so it
 * throws.
 */
export function unreachable(never: never): never {
  throw new Error(`A case was not handled: ${JSON.stringify(never)}`);
}
