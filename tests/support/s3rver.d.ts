/** What the tests use of the S3 server, which has no types of its own. */
declare module "@20minutes/s3rver" {
  import type { IncomingMessage } from "node:http";

  export interface S3Context {
    readonly method: string;
    readonly path: string;
    readonly url: string;
    readonly query: Readonly<Record<string, string | undefined>>;
    readonly req: IncomingMessage;
    status: number;
    type: string;
    body: unknown;
  }

  export type Middleware = (
    context: S3Context,
    next: () => Promise<void>,
  ) => Promise<void>;

  export default class S3rver {
    constructor(options: {
      readonly address: string;
      readonly port: number;
      readonly silent: boolean;
      readonly directory: string;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    readonly middleware: Middleware[];
    readonly store: {
      listObjects(
        bucket: string,
        options: { readonly maxKeys: number; readonly startAfter?: string },
      ): Promise<{
        readonly objects: readonly { readonly key: string }[];
        readonly commonPrefixes: readonly string[];
        readonly isTruncated: boolean;
      }>;
      putContent(path: string, content: unknown): Promise<[number, string]>;
    };
    readonly httpServer: { closeAllConnections(): void };
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
