/** How to reach and read Magento's database. */
export interface MagentoSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** TLS. The server's certificate is checked against the machine's authorities and the host name. */
  readonly tls: boolean;
  /** The prefix of every table; mostly empty. */
  readonly tablePrefix: string;
  /** The code of the product attribute with the partner's customer number. */
  readonly partnerAttribute: string;
  /** The number of concurrent reads. */
  readonly connections: number;
  /** Time limit for opening a connection, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** Time limit for one statement on the server, in milliseconds. */
  readonly statementTimeoutMs: number;
  /** Time limit for a whole read, in milliseconds: waiting for a connection, all statements and their answers. */
  readonly readTimeoutMs: number;
}
