/** The columns of one row by name. Missing columns take the table's default. */
export type Row = Readonly<Record<string, string | number | null>>;

/** An order as rows of Magento's tables. The shop fills in the lines' references to their order. */
export interface OrderDraft {
  readonly order: Row & { readonly entity_id: number };
  readonly items: readonly (Row & { readonly item_id: number })[];
  readonly addresses: readonly Row[];
}

/** A product, as its owner enters it. */
export interface ProductDraft {
  readonly productId: number;
  readonly sku?: string;
  readonly type?: string;
  /** Values by attribute code: one for all stores, or by store. */
  readonly values?: Readonly<Record<string, AttributeValue>>;
  /** For Commerce: the version's row id, and the seconds between which it is valid. */
  readonly version?: { readonly rowId: number; readonly createdIn: number; readonly updatedIn: number };
}

/** One value for all stores, or one by store id (0 is the default). */
export type AttributeValue = string | number | null | Readonly<Record<number, string | number | null>>;

/** A product attribute, as the shop defines it. */
export interface AttributeDraft {
  readonly code: string;
  readonly type: 'varchar' | 'int' | 'text' | 'datetime' | 'decimal' | 'static';
  readonly input?: 'text' | 'select' | 'multiselect' | 'date' | 'datetime';
}
