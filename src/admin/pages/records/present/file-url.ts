import type { RecordModel } from "pocketbase";
import { useEffect, useState } from "react";
import { client } from "../../../server/client.ts";
import { loadedCollections } from "../../../server/collections.ts";
import { fileToken } from "./file-token.ts";

/** Which of a file's forms is asked for. */
export interface FileUrlOptions {
  /** A size such as `100x100`; the file itself unless given. */
  readonly thumb?: string;
}

/** Milliseconds, less than what tokens still last when they are renewed. */
const renewalInterval = 20_000;

/** Where a record's file is, with a token that lasts a few minutes if it is protected. */
export async function fileUrl(
  record: RecordModel,
  name: string,
  options: FileUrlOptions = {},
): Promise<string> {
  const token = isProtected(record, name) ? await fileToken() : undefined;
  return urlOf(record, name, options, token);
}

/** The same for what is shown: undefined until it is known. It stays the same while it is shown, so that nothing loads twice. */
export function useFileUrl(
  record: RecordModel,
  name: string,
  options: FileUrlOptions = {},
): string | undefined {
  const needsToken = isProtected(record, name);
  const file = `${record.collectionId}/${record.id}/${name}`;
  const [held, setHeld] = useState<{ file: string; token: string }>();

  useEffect(() => {
    if (!needsToken) return undefined;
    let isCurrent = true;
    fileToken().then(
      (token) => {
        if (isCurrent) setHeld({ file, token });
      },
      // What has no address is shown as a file without a picture.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [needsToken, file]);

  if (!needsToken) return urlOf(record, name, options);
  return held?.file === file
    ? urlOf(record, name, options, held.token)
    : undefined;
}

/** The same for a link, which may be followed long after it is shown: its token is renewed before it ends. */
export function useFileLink(
  record: RecordModel,
  name: string,
): string | undefined {
  const first = useFileUrl(record, name);
  const needsToken = isProtected(record, name);
  const [renewed, setRenewed] = useState<string>();

  useEffect(() => {
    if (!needsToken) return undefined;
    const timer = setInterval(() => {
      fileUrl(record, name).then(
        setRenewed,
        // The next time may go better.
        () => undefined,
      );
    }, renewalInterval);
    return () => clearInterval(timer);
  }, [needsToken, record, name]);
  return renewed ?? first;
}

/** The address without a token: what others who may see the file can use. */
export function plainFileUrl(record: RecordModel, name: string): string {
  return urlOf(record, name, {});
}

function urlOf(
  record: RecordModel,
  name: string,
  { thumb }: FileUrlOptions,
  token?: string,
): string {
  return client.files.getURL(record, name, {
    ...(thumb !== undefined && { thumb }),
    ...(token !== undefined && { token }),
  });
}

/** Whether a token is needed; collections are loaded before any of their records is shown. */
export function isProtected(record: RecordModel, name: string): boolean {
  const collection = loadedCollections().find(
    ({ id }) => id === record.collectionId,
  );
  const fields = collection?.fields.filter(({ type }) => type === "file") ?? [];
  const field = fields.find((one) => {
    const value: unknown = record[one.name];
    return Array.isArray(value) ? value.includes(name) : value === name;
  });
  // A record may have come without the field.
  return field === undefined
    ? fields.some((one) => one["protected"] === true)
    : field["protected"] === true;
}
