import type PocketBase from "pocketbase";
import { ClientResponseError, type RecordModel } from "pocketbase";
import { apply, type Change, Changes } from "./changes.ts";
import type { Figures } from "./figures.ts";
import { Ledger } from "./ledger.ts";
import type { Page, Pages } from "./pages.ts";
import type { Random } from "./random.ts";

/** Milliseconds between two writes, at most. */
const longestPause = 40;

/** Pages that a writer has, about. */
const usualCount = 15;

/** Writes pages of its own, one write after the other, and keeps account of them. */
export class Writer {
  readonly letter: string;
  readonly ledger = new Ledger();
  readonly #random: Random;
  readonly #changes: Changes;
  readonly #figures: Figures;
  #isResting = false;

  /** @param letter that the ids of its pages begin with */
  constructor(letter: string, random: Random, figures: Figures) {
    this.letter = letter;
    this.#random = random;
    this.#changes = new Changes(letter, random);
    this.#figures = figures;
  }

  /**
   * Writes until the server is gone or `rest` is called.
   *
   * @param acknowledged called after each write
   * @throws {Error} the server refused what it should take
   */
  async write(client: PocketBase, acknowledged: () => void): Promise<void> {
    this.#isResting = false;
    try {
      while (!this.#isResting) {
        await this.#writeOnce(client);
        acknowledged();
        // Steady, and not so much that the machine has time for nothing else.
        await Bun.sleep(this.#random.below(longestPause));
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Sends nothing more after what is being sent. */
  rest(): void {
    this.#isResting = true;
  }

  async #writeOnce(client: PocketBase): Promise<void> {
    const random = this.#random;
    const kind = random.below(10);
    if (kind === 0) return this.#batch(client, this.#several());
    if (kind === 1) return this.#doomedBatch(client);
    const { pages } = this.ledger;
    const change = this.#suitable(pages);
    this.ledger.begin(apply(pages, [change]));
    const record = await send(client, change);
    this.#acknowledge([change], [record]);
  }

  /** More come than go as long as there are few. */
  #suitable(pages: Pages): Change {
    const choice = this.#random.below(100);
    if (pages.size === 0) return this.#changes.create(pages);
    if (choice < 45) return this.#changes.update(pages);
    const wantsMore = this.#random.below(usualCount * 2) >= pages.size;
    return wantsMore
      ? this.#changes.create(pages)
      : this.#changes.remove(pages);
  }

  #several(): readonly Change[] {
    const changes: Change[] = [];
    let pages = this.ledger.pages;
    for (let left = 2 + this.#random.below(4); left > 0; left--) {
      // What came or changed in this batch has names that are not known yet.
      const known = new Map(
        [...pages].filter(([id]) => !changes.some((each) => each.id === id)),
      );
      const change = this.#suitable(known);
      changes.push(change);
      pages = apply(pages, [change]);
    }
    return changes;
  }

  async #batch(client: PocketBase, changes: readonly Change[]): Promise<void> {
    this.ledger.begin(apply(this.ledger.pages, changes));
    const records = await sendBatch(client, changes);
    this.#acknowledge(changes, records);
    this.#figures.batches++;
  }

  /** A batch whose last request fails: nothing of it is to be left, no file either. */
  async #doomedBatch(client: PocketBase): Promise<void> {
    const impossible: Change = { kind: "delete", id: "nobodyhasthisid" };
    try {
      await sendBatch(client, [...this.#several(), impossible]);
    } catch (error) {
      if (error instanceof ClientResponseError && error.status === 400) return;
      throw error;
    }
    throw new Error("A batch was carried out that cannot be.");
  }

  #acknowledge(
    changes: readonly Change[],
    records: readonly (RecordModel | undefined)[],
  ): void {
    const pages = new Map(apply(this.ledger.pages, changes));
    for (const [index, change] of changes.entries()) {
      const page = pages.get(change.id);
      const record = records[index];
      if (change.kind === "delete" || page === undefined) continue;
      if (record === undefined) throw new Error("An answer has no record.");
      pages.set(change.id, withNames(page, record));
      this.#figures.files += countFiles(change.body);
    }
    this.ledger.acknowledge(pages);
    this.#figures.writes += changes.length;
  }
}

/** Whether the server was killed while it was asked. */
export function isGone(error: unknown): boolean {
  return error instanceof ClientResponseError && error.status === 0;
}

async function send(
  client: PocketBase,
  change: Change,
): Promise<RecordModel | undefined> {
  const pages = client.collection("pages");
  if (change.kind === "create") return pages.create(change.body);
  if (change.kind === "update") return pages.update(change.id, change.body);
  await pages.delete(change.id);
  return undefined;
}

async function sendBatch(
  client: PocketBase,
  changes: readonly Change[],
): Promise<(RecordModel | undefined)[]> {
  const batch = client.createBatch();
  const pages = batch.collection("pages");
  for (const change of changes) {
    if (change.kind === "create") pages.create(change.body);
    else if (change.kind === "update") pages.update(change.id, change.body);
    else pages.delete(change.id);
  }
  const results = await batch.send();
  return results.map(({ body }) => body as RecordModel | undefined);
}

function withNames(page: Page, record: RecordModel): Page {
  const [name = "", ...names] = namesIn(record);
  if (names.length !== page.more.length) {
    throw new Error(`A record has other files than sent: ${record.id}`);
  }
  return {
    ...page,
    file: page.file && { ...page.file, name },
    more: page.more.map((file, index) => ({ ...file, name: names[index]! })),
  };
}

/** The name of the one file, or an empty text; then those of the list. */
export function namesIn(record: RecordModel): string[] {
  return [String(record["file"]), ...(record["more"] as string[])];
}

function countFiles(body: Readonly<Record<string, unknown>>): number {
  return Object.values(body)
    .flat()
    .filter((value) => value instanceof File).length;
}
