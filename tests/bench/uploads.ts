import { join } from "node:path";
import { openApp } from "../../src/core/open-app.ts";
import { startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { processFigures } from "./process-figures.ts";
import { printTable } from "./report.ts";

const clients = 100;
const megabyte = 1024 * 1024;
const fileSize = 10 * megabyte;
const pieceSize = 64 * 1024;

/** Uploads of 10 MB by 100 clients at once: how long they take, and the most memory that the server has meanwhile. */
export async function measureUploads(): Promise<void> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  await defineAlbums(dir);
  const server = await startHutch(dir);
  try {
    const memory = watchMemory(server.pid);
    const before = performance.now();
    const answers = await Promise.all(
      Array.from({ length: clients }, (_, index) =>
        uploadPicture(server.url, index),
      ),
    );
    const seconds = (performance.now() - before) / 1000;
    const peak = memory.stop();
    const failed = answers.filter((status) => status !== 200);
    if (failed.length > 0) throw new Error(`uploads failed: ${failed.join()}`);
    const total = (clients * fileSize) / megabyte;
    printTable(
      ["uploads at once", "seconds", "MB per second", "most memory, MB"],
      [
        [
          `${clients} of ${fileSize / megabyte} MB`,
          seconds.toFixed(1),
          (total / seconds).toFixed(0),
          peak.toFixed(0),
        ],
      ],
    );
  } finally {
    await server.stop();
  }
}

async function defineAlbums(dir: string): Promise<void> {
  const app = await openApp({ dir, serve: false });
  try {
    await app.collections.create({
      name: "albums",
      type: "base",
      createRule: "",
      fields: [{ type: "file", name: "picture", maxSize: 2 * fileSize }],
    });
  } finally {
    await app.close();
  }
}

/** The bytes are made while they are sent, so that the clients' own memory does not count. */
async function uploadPicture(url: string, index: number): Promise<number> {
  const head = `--b\r\nContent-Disposition: form-data; name="picture"; filename="${index}.bin"\r\n\r\n`;
  const tail = "\r\n--b--\r\n";
  const piece = new Uint8Array(pieceSize).fill(index);
  let sent = -1;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent === -1) controller.enqueue(Buffer.from(head));
      else controller.enqueue(piece);
      if (++sent < fileSize / pieceSize) return;
      controller.enqueue(Buffer.from(tail));
      controller.close();
    },
  });
  const response = await fetch(`${url}/api/collections/albums/records`, {
    method: "POST",
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=b" },
  });
  await response.arrayBuffer();
  return response.status;
}

/** Looks at a process's memory again and again. */
function watchMemory(pid: number) {
  let peak = 0;
  const look = async () => {
    const figures = await processFigures(pid);
    peak = Math.max(peak, figures?.memory ?? Number.NaN);
  };
  const timer = setInterval(() => void look(), 20);
  return {
    /** Megabytes; no number where the system does not tell. */
    stop(): number {
      clearInterval(timer);
      return peak;
    },
  };
}
