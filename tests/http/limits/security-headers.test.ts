import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeFiles } from "../../support/stored-files.ts";
import { type LimitedApp, openLimitedApp } from "./open-limited-app.ts";

let publicDir: string;
let limited: LimitedApp;
let filePath: string;

beforeAll(async () => {
  publicDir = await mkdtemp(join(tmpdir(), "hutch-public-"));
  await writeFile(join(publicDir, "index.html"), "<p>home</p>");
  limited = await openLimitedApp({ publicDir });
  await limited.app.collections.create({
    name: "files",
    type: "base",
    fields: [{ name: "file", type: "file" }],
  });
  const id = await storeFiles(limited.app, "files", {
    file: { "file.txt": new Blob(["text"]) },
  });
  filePath = `/api/files/files/${id}/file.txt`;
});
afterAll(async () => {
  await limited.close();
  await rm(publicDir, { recursive: true, force: true });
});

const cases: [line: string, status: number, frames: string | null][] = [
  ["GET /api/health", 200, "SAMEORIGIN"],
  ["HEAD /api/health", 200, "SAMEORIGIN"],
  ["GET /api/collections/posts/records", 200, "SAMEORIGIN"],
  ["DELETE /api/collections/posts/records/x", 404, "SAMEORIGIN"],
  ["GET /api/nothing", 404, "SAMEORIGIN"],
  ["GET /api/%", 404, "SAMEORIGIN"],
  ["GET /api/settings", 401, "SAMEORIGIN"],
  ["POST /api/realtime", 400, "SAMEORIGIN"],
  ["HEAD /api/realtime", 200, "SAMEORIGIN"],
  ["GET /api/oauth2-redirect", 307, "SAMEORIGIN"],
  ["GET /api/docs", 200, "SAMEORIGIN"],
  ["GET /api/docs/json", 200, "SAMEORIGIN"],
  ["GET /", 200, "SAMEORIGIN"],
  ["GET /nothing", 200, "SAMEORIGIN"],
  ["PUT /", 404, "SAMEORIGIN"],
  ["GET /_/", 200, "DENY"],
  ["GET /_/nothing.js", 404, "DENY"],
  // Other sites may show files in frames: nothing in them can be clicked.
  ["GET FILE", 200, null],
  ["HEAD FILE", 200, null],
  ["GET FILEx", 404, "SAMEORIGIN"],
];
test.each(cases)(
  "%s is answered with security headers",
  async (line, status, frames) => {
    const response = await limited.send(line.replace("FILE", filePath));
    await response.body?.cancel();
    expect(response.status).toBe(status);
    const { headers } = response;
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("X-XSS-Protection")).toBe("1; mode=block");
    expect(headers.get("X-Frame-Options")).toBe(frames);
  },
);
