/** How Magento's database is reached and read. */
export interface MagentoSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Encrypted, with the server's certificate checked against the machine's authorities and the host's name. */
  readonly tls: boolean;
  /** What every table's name begins with; mostly empty. */
  readonly tablePrefix: string;
  /** The product attribute that holds the partner's customer number. */
  readonly partnerAttribute: string;
  /** How many reads run at once. */
  readonly connections: number;
  /** How long a connection may take to be made. */
  readonly connectTimeoutMs: number;
  /** How long the server may work on one statement. */
  readonly statementTimeoutMs: number;
  /** How long one read may take in all: waiting for a connection, its statements and their answers. */
  readonly readTimeoutMs: number;
}
