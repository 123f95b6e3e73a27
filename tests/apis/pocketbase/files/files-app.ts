import { afterAll } from "bun:test";
import { serverRequest } from "../../../../src/core/request.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import { asPng, quarters } from "../../../support/pictures.ts";
import { storeFiles } from "../../../support/stored-files.ts";
import { openTestApp, type TestApp } from "../../../http/open-test-app.ts";

/** An app with a record in `docs` that has files of many types. */
export interface FilesApp {
  readonly api: TestApp;
  /** The path of the record with everything in it. */
  readonly files: string;
  /** A login of `users`. */
  readonly userToken: string;
  /** Gets a file of that record. */
  get(name: string, headers?: Record<string, string>): Promise<Response>;
  /** The file token for a login. */
  tokenOf(login: string): Promise<string>;
}

/** The contents of `digits.bin`. */
export const digits = "0123456789".repeat(10);
/** The contents of `photo.png`. */
export const png = asPng(quarters(200, 100));

export const file = (text: string | Uint8Array<ArrayBuffer>, type: string) =>
  new Blob([text], { type });

/** An app for all tests of a file, closed after them. */
export async function shareFilesApp(): Promise<FilesApp> {
  const api = await openTestApp();
  afterAll(() => api.close());
  const base = { type: "base", viewRule: null, listRule: null };
  await api.app.collections.create({
    ...base,
    name: "docs",
    fields: [
      { name: "title", type: "text" },
      { name: "many", type: "file", maxSelect: 99 },
      { name: "one", type: "file", thumbs: ["50x50"] },
      { name: "secret", type: "file", protected: true, maxSelect: 5 },
    ],
  });
  const id = await storeFiles(api.app, "docs", {
    many: {
      "digits.bin": file(digits, "application/octet-stream"),
      "empty.bin": file("", "application/octet-stream"),
      "page.html": file(
        "<script>alert(1)</script>",
        "text/html; charset=utf-8",
      ),
      "page.png": file("<script>alert(1)</script>", "text/html; charset=utf-8"),
      "drawing.svg": file("<svg/>", "image/svg+xml"),
      "drawing2.svg": file("<svg/>", "text/xml; charset=utf-8"),
      "style.css": file("p{}", "text/plain; charset=utf-8"),
      "code.mjs": file("1", "text/plain; charset=utf-8"),
      "table.xlsx": file("PK", "application/zip"),
      "paper.pdf": file("%PDF-", "application/pdf"),
      "film.mp4": file("film", "video/mp4"),
      'ä "b"; c.txt': file("text", "text/plain; charset=utf-8"),
    },
    one: { "photo.png": file(png, "image/png") },
    secret: { "secret.txt": file("psst", "text/plain; charset=utf-8") },
  });
  const files = `/api/files/docs/${id}`;
  const userToken = api.app.auth.issueToken(
    await createUser(api, "user@example.com"),
  );

  return {
    api,
    files,
    userToken,
    get: (name, headers = {}) => api.send(`GET ${files}/${name}`, { headers }),
    async tokenOf(login) {
      const answer = await api.send("POST /api/files/token", { token: login });
      return ((await answer.json()) as { token: string }).token;
    },
  };
}

/** A new user, as stored. */
export async function createUser(
  { app }: TestApp,
  email: string,
): Promise<StoredRecord> {
  const users = app.collections.find("users")!;
  const body = { email, password: "1234567890", passwordConfirm: "1234567890" };
  await app.records.create(users, undefined, { ...serverRequest, body });
  return (await app.records.findBy(users, "email", email))!;
}
