import { afterAll, beforeAll, describe } from "bun:test";
import { createS3Storage } from "../../../../src/engines/storage/s3/s3-storage.ts";
import { type S3Server, startS3Server } from "../../../support/s3-server.ts";
import { describeStorage } from "../storage-behaviour.ts";

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
});
afterAll(() => server.stop());

describe("the S3 storage", () => {
  describeStorage(() => createS3Storage(server.settings));
});
