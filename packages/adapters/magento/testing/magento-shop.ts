import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { AttributeDraft, AttributeValue, OrderDraft, ProductDraft, Row } from './drafts.ts';
import { createSchema, type SchemaOptions, type ShopEdition } from './schema.ts';

const PRODUCT_TYPE = 4;
/** The number of rows per statement; far below the server's largest packet. */
const ROWS_AT_ONCE = 500;

interface Definition extends AttributeDraft {
  readonly id: number;
}

/** A shop in real tables, with rows as Magento writes them. For tests and measurements. */
export class MagentoShop {
  readonly connection: Connection;
  readonly #prefix: string;
  readonly #edition: ShopEdition;
  readonly #attributes = new Map<string, Definition>();

  private constructor(connection: Connection, { prefix = '', edition = 'open_source' }: SchemaOptions) {
    this.connection = connection;
    this.#prefix = prefix;
    this.#edition = edition;
  }

  /**
   * Creates the tables, with the attributes `customer_number` (text) and `event_date` (date).
   * @param connection to an empty database; must accept several statements at once
   */
  static async open(connection: Connection, options: SchemaOptions = {}): Promise<MagentoShop> {
    await createSchema(connection, options);
    const shop = new MagentoShop(connection, options);
    await shop.define({ code: 'customer_number', type: 'varchar', input: 'text' });
    await shop.define({ code: 'event_date', type: 'datetime', input: 'date' });
    return shop;
  }

  /** The quoted name of a table of this shop. */
  table(name: string): string {
    return `\`${this.#prefix}${name}\``;
  }

  /** Defines a product attribute. @returns its id */
  async define(attribute: AttributeDraft): Promise<number> {
    const id = await this.#insert('eav_attribute', [
      {
        entity_type_id: PRODUCT_TYPE,
        attribute_code: attribute.code,
        backend_type: attribute.type,
        frontend_input: attribute.input ?? 'text',
      },
    ]);
    this.#attributes.set(attribute.code, { ...attribute, id });
    return id;
  }

  async forget(code: string): Promise<void> {
    await this.connection.query(`DELETE FROM ${this.table('eav_attribute')} WHERE attribute_code = ?`, [code]);
    this.#attributes.delete(code);
  }

  /** Adds an option to a select attribute, with labels by store. @returns its id */
  async option(code: string, labels: Readonly<Record<number, string>>): Promise<number> {
    const id = await this.#insert('eav_attribute_option', [{ attribute_id: this.#definition(code).id }]);
    const rows = Object.entries(labels).map(([store, value]) => ({ option_id: id, store_id: Number(store), value }));
    await this.#insert('eav_attribute_option_value', rows);
    return id;
  }

  /** Adds a product; on Commerce, a version of one. */
  async addProduct(draft: ProductDraft): Promise<void> {
    const { productId, sku = `SKU-${productId}`, type = 'virtual', version } = draft;
    const row = { entity_id: productId, attribute_set_id: 4, type_id: type, sku };
    const versioned = {
      row_id: version?.rowId ?? productId,
      created_in: version?.createdIn ?? 1,
      updated_in: version?.updatedIn ?? 2_147_483_647,
    };
    await this.#insert('catalog_product_entity', [this.#edition === 'commerce' ? { ...row, ...versioned } : row]);
    for (const [code, value] of Object.entries(draft.values ?? {})) {
      await this.setValue(this.#edition === 'commerce' ? versioned.row_id : productId, code, value);
    }
  }

  /** Sets the values of a product's attributes; on Commerce, those of one version by its row id. */
  async setValue(linkId: number, code: string, value: AttributeValue): Promise<void> {
    const { id, type } = this.#definition(code);
    const table = this.table(`catalog_product_entity_${type}`);
    const link = this.#edition === 'commerce' ? 'row_id' : 'entity_id';
    const byStore = typeof value === 'object' && value !== null ? value : { 0: value };
    for (const [store, text] of Object.entries(byStore)) {
      await this.connection.query(
        `INSERT INTO ${table} (attribute_id, store_id, ${link}, value) VALUES (?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE value = VALUES(value)`,
        [id, Number(store), linkId, text],
      );
    }
  }

  /** Deletes a product with its values, as the admin does. Orders keep their copies. */
  async deleteProduct(productId: number): Promise<void> {
    await this.connection.query(`DELETE FROM ${this.table('catalog_product_entity')} WHERE entity_id = ?`, [productId]);
  }

  /** Writes orders. @param connection for a transaction of the caller */
  async place(drafts: readonly OrderDraft[], connection: Connection = this.connection): Promise<void> {
    const withOrder = <Line extends Row>(draft: OrderDraft, key: string, lines: readonly Line[]): readonly Row[] =>
      lines.map((line) => ({ ...line, [key]: draft.order.entity_id }));
    await this.#insert(
      'sales_order',
      drafts.map(({ order }) => order),
      connection,
    );
    await this.#insert(
      'sales_order_item',
      drafts.flatMap((d) => withOrder(d, 'order_id', d.items)),
      connection,
    );
    await this.#insert(
      'sales_order_address',
      drafts.flatMap((d) => withOrder(d, 'parent_id', d.addresses)),
      connection,
    );
  }

  /** Deletes orders with all their rows. */
  async remove(orderIds: readonly number[], connection: Connection = this.connection): Promise<void> {
    if (orderIds.length > 0)
      await connection.query(`DELETE FROM ${this.table('sales_order')} WHERE entity_id IN (?)`, [orderIds]);
  }

  /** Changes columns of an order. `updated_at` becomes the current time, as in Magento, unless it is given. */
  async changeOrder(orderId: number, columns: Row): Promise<void> {
    await this.#update('sales_order', columns, 'entity_id', orderId);
  }

  async changeItem(itemId: number, columns: Row): Promise<void> {
    await this.#update('sales_order_item', columns, 'item_id', itemId);
  }

  async changeAddresses(orderId: number, columns: Row): Promise<void> {
    await this.#update('sales_order_address', columns, 'parent_id', orderId);
  }

  /** Deletes all orders and products; attributes stay. */
  async empty(): Promise<void> {
    await this.connection.query(
      `DELETE FROM ${this.table('sales_order')}; DELETE FROM ${this.table('catalog_product_entity')};`,
    );
    const tables = ['varchar', 'int', 'text', 'datetime', 'decimal'];
    for (const type of tables)
      await this.connection.query(`DELETE FROM ${this.table(`catalog_product_entity_${type}`)}`);
  }

  async count(table: string): Promise<number> {
    const [rows] = await this.connection.query<RowDataPacket[]>(`SELECT count(*) AS n FROM ${this.table(table)}`);
    return Number(rows[0]?.['n']);
  }

  #definition(code: string): Definition {
    const definition = this.#attributes.get(code);
    if (definition === undefined) throw new Error(`The shop has no attribute ${code}; define it first.`);
    return definition;
  }

  async #update(table: string, columns: Row, key: string, id: number): Promise<void> {
    await this.connection.query(`UPDATE ${this.table(table)} SET ? WHERE ${key} = ?`, [columns, id]);
  }

  /** @returns the id of the first row inserted */
  async #insert(table: string, rows: readonly Row[], connection: Connection = this.connection): Promise<number> {
    let first = 0;
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const values = rows.slice(at, at + ROWS_AT_ONCE).map((row) => columns.map((column) => row[column] ?? null));
      const names = columns.map((column) => `\`${column}\``).join(', ');
      const [result] = await connection.query(`INSERT INTO ${this.table(table)} (${names}) VALUES ?`, [values]);
      first ||= 'insertId' in result ? result.insertId : 0;
    }
    return first;
  }
}
