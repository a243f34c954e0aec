/** A value before and after. */
export interface FromTo<Value> {
  readonly from: Value;
  readonly to: Value;
}
