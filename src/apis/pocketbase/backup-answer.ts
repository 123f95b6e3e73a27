import { isSuperuserAddress } from "../../core/auth/is-superuser-address.ts";
import { verifyToken } from "../../core/auth/tokens/tokens.ts";
import type { BackupEntry } from "../../core/backups/backups.ts";
import { isSuperusers } from "../../core/collections/collection.ts";
import { Forbidden, NotFound } from "../../core/errors.ts";
import { guest } from "../../core/request.ts";
import { FileMissing } from "../../engines/storage/storage.ts";
import { describeDownload } from "../../http/shared/downloads/describe-download.ts";
import {
  downloadHeaders,
  secondsWithoutProgress,
  sendDownload,
} from "../../http/shared/downloads/send-download.ts";
import { HttpRequestInfo } from "../../http/shared/request-info.ts";
import { writeError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";

/** Answers GET or HEAD with a backup; throws what is to be told of it otherwise. */
export type BackupAnswer = (request: Request, key: string) => Promise<Response>;

/**
 * A backup has everything in it, so whoever gets one has a superuser's file token: browsers that save a file send no login
 * with it.
 */
export function createBackupAnswer(exchange: Exchange): BackupAnswer {
  const { app, surroundings } = exchange;
  const { clientAddress, headersFor, setIdleTimeout } = surroundings;

  async function demandSuperuser(info: HttpRequestInfo): Promise<void> {
    const { token = "" } = info.query;
    const verified =
      token === "" ? undefined : await verifyToken(app, token, "file");
    if (
      verified !== undefined &&
      isSuperusers(verified.record.collection) &&
      isSuperuserAddress(app.settings, info.address)
    ) {
      return;
    }
    throw new Forbidden("Insufficient permissions to access the resource.");
  }

  function headersOf(request: Request, backup: BackupEntry): Headers {
    const headers = new Headers(headersFor(request).bare);
    const { key } = backup;
    const name = key.split("/").at(-1) ?? key;
    const about = describeDownload({ name, contentType }, true);
    for (const [header, value] of Object.entries(about)) {
      headers.set(header, value);
    }
    headers.set("Cache-Control", "private, no-store");
    return headers;
  }

  return async (request, key) => {
    await exchange.admit(request);
    const info = new HttpRequestInfo(request, guest, clientAddress);
    await demandSuperuser(info);
    const backup = await app.backups.open(key);
    const headers = downloadHeaders(backup, headersOf(request, backup));
    const response = await sendDownload(request, backup, headers, () => {
      const { status, json } = writeError(416, "The file has no such range.");
      return new Response(json, { status, headers: headersFor(request).json });
    }).catch(goneMeanwhile);
    // Not before it is on its way: what is set earlier ends when the answer begins.
    setImmediate(() => setIdleTimeout(request, secondsWithoutProgress));
    return response;
  };
}

const contentType = "application/zip";

function goneMeanwhile(cause: unknown): never {
  if (cause instanceof FileMissing) throw new NotFound(undefined, { cause });
  throw cause;
}
