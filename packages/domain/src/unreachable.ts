/**
 * Closes an exhaustive `switch`: a new member of the union fails to compile here.
 * At run time it is a defect, so it throws.
 */
export function unreachable(never: never): never {
  throw new Error(`A case was not handled: ${JSON.stringify(never)}`);
}
