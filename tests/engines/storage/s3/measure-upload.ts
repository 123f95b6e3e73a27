import { readFile } from "node:fs/promises";
import { createS3Storage } from "../../../../src/engines/storage/s3/s3-storage.ts";

/**
 * Uploads a file, in a process that does nothing else, and prints by how many bytes its memory grew at most.
 *
 * Arguments: the S3 server's address, the path of the file, and what it is sent as: `file` or `stream`.
 */
const [endpoint = "", path = "", kind = ""] = process.argv.slice(2);

const storage = createS3Storage({
  endpoint,
  bucket: "files",
  region: "us-east-1",
  accessKey: "S3RVER",
  secret: "S3RVER",
  forcePathStyle: true,
});

/** Of the memory that is resident; `resourceUsage` may tell of the process that this one was started by. */
async function peakMemory(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8");
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes) * 1024;
}

// What the first file needs, any file does.
await storage.write("small/a.bin", new Blob(["x"]), "text/plain");
Bun.gc(true);
const before = process.memoryUsage.rss();
const file = Bun.file(path);
const contents = kind === "stream" ? file.stream() : file;
await storage.write("large/a.bin", contents, "text/plain");
process.stdout.write(String((await peakMemory()) - before));
