import { join } from "node:path";

/** A file of the built admin. */
export interface AdminFile {
  readonly path: string;
  /** Its media type. */
  readonly type: string;
  /** Changes with the content. */
  readonly hash: string;
  /** Where the same lies compressed, by content coding, the shortest first. */
  readonly compressed: ReadonlyMap<string, string>;
}

/** What is to be served, by name: nothing else in the folder can be asked for. */
export type AdminFiles = ReadonlyMap<string, AdminFile>;

/** As src/packaging/admin.ts writes it. */
type List = Readonly<
  Record<
    string,
    {
      readonly type: string;
      readonly hash: string;
      readonly encodings: Readonly<Record<string, string>>;
    }
  >
>;

/** Reads which files there are in the folder of the built admin. */
export async function readAdminFiles(folder: string): Promise<AdminFiles> {
  const list: List = await Bun.file(join(folder, "files.json")).json();
  return new Map(
    Object.entries(list).map(([name, { type, hash, encodings }]) => {
      const path = join(folder, name);
      const compressed = new Map(
        Object.entries(encodings).map(([encoding, suffix]) => [
          encoding,
          path + suffix,
        ]),
      );
      return [name, { path, type, hash, compressed }];
    }),
  );
}
