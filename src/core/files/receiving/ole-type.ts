import type { ContentType } from "./content-type.ts";

/**
 * What program a compound file is of (the old formats of Office), by the class id of its root entry; undefined if that is
 * not known.
 *
 * @see https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb — 2.2 header, 2.6.1 directory entry
 */
export async function oleTypeOf(file: Blob): Promise<ContentType | undefined> {
  const header = await read(file, 0, 512);
  if (header.length < 512) return undefined;
  const sectorSize = 1 << (header.readUInt16LE(30) === 12 ? 12 : 9);
  const directory = (header.readUInt32LE(48) + 1) * sectorSize;
  const id = (await read(file, directory + 80, 16)).toString("hex");
  return types.get(id);
}

async function read(file: Blob, start: number, length: number) {
  return Buffer.from(await file.slice(start, start + length).arrayBuffer());
}

const word = { type: "application/msword", extension: ".doc" };
const excel = { type: "application/vnd.ms-excel", extension: ".xls" };
const powerPoint = { type: "application/vnd.ms-powerpoint", extension: ".ppt" };
const outlook = { type: "application/vnd.ms-outlook", extension: ".msg" };
const installer = { type: "application/x-ms-installer", extension: ".msi" };
const publisher = { type: "application/vnd.ms-publisher", extension: ".pub" };

/** Class ids as they stand in the file. */
const types: ReadonlyMap<string, ContentType> = new Map([
  ["0609020000000000c000000000000046", word],
  ["0009020000000000c000000000000046", word],
  ["2008020000000000c000000000000046", excel],
  ["1008020000000000c000000000000046", excel],
  ["108d81649b4fcf1186ea00aa00b929e8", powerPoint],
  ["0b0d020000000000c000000000000046", outlook],
  ["84100c0000000000c000000000000046", installer],
  ["0112020000000000c000000000000046", publisher],
]);
