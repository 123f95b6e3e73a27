import {
  type FileDetails,
  FileMissing,
  type Storage,
  StorageFailed,
} from "../../../src/engines/storage/storage.ts";

/** What the storage is asked for. */
type Action = "write" | "remove" | "removeAll" | "list";

/** A storage in memory, that fails and waits when it is told to. */
export class MapStorage implements Storage {
  readonly files = new Map<
    string,
    { bytes: Uint8Array<ArrayBuffer>; type: string }
  >();
  /** Decides of each action whether it fails. */
  fails: (action: Action, key: string) => boolean = () => false;
  /** Runs before each action. */
  before: (action: Action, key: string) => Promise<void> | void = () => {};

  /** All keys, in order. */
  get keys(): readonly string[] {
    return [...this.files.keys()].sort();
  }

  put(...keys: readonly string[]): void {
    const file = { bytes: new Uint8Array([1]), type: "text/plain" };
    for (const key of keys) this.files.set(key, file);
  }

  async write(key: string, contents: Blob, type: string): Promise<void> {
    await this.#ask("write", key);
    const bytes = new Uint8Array(await contents.arrayBuffer());
    this.files.set(key, { bytes, type });
  }

  async stat(key: string): Promise<FileDetails | undefined> {
    const file = this.files.get(key);
    return (
      file && {
        key,
        size: file.bytes.byteLength,
        modified: new Date(0),
        contentType: file.type,
        etag: String(Bun.hash(file.bytes)),
      }
    );
  }

  async read(key: string): Promise<Blob> {
    const file = this.files.get(key);
    if (file === undefined) throw new FileMissing(key);
    return new Blob([file.bytes]);
  }

  async remove(key: string): Promise<void> {
    await this.#ask("remove", key);
    this.files.delete(key);
  }

  async removeAll(prefix: string): Promise<void> {
    await this.#ask("removeAll", prefix);
    for (const key of this.keys) {
      if (key.startsWith(prefix)) this.files.delete(key);
    }
  }

  async *list(prefix: string) {
    await this.#ask("list", prefix);
    for (const key of this.keys) {
      if (key.startsWith(prefix)) {
        yield { key, size: 1, modified: new Date(0) };
      }
    }
  }

  async #ask(action: Action, key: string): Promise<void> {
    await this.before(action, key);
    if (this.fails(action, key)) {
      throw new StorageFailed(`cannot ${action} ${key}`);
    }
  }
}
