// The two parts of xmlrpc that its own types do not describe.
declare module 'xmlrpc/lib/serializer.js' {
  export function serializeMethodCall(method: string, params: readonly unknown[]): string;
}

declare module 'xmlrpc/lib/deserializer.js' {
  /** The part of a stream that the deserializer uses. */
  export interface Piped {
    setEncoding(encoding: string): void;
    on(event: string, listener: (error: Error) => void): void;
    pipe(parser: { write(text: string): void; end(): void }): void;
  }
  export default class Deserializer {
    deserializeMethodResponse(stream: Piped, callback: (error: unknown, value: unknown) => void): void;
  }
}
