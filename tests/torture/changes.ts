import { hashOf, type Page, type Pages } from "./pages.ts";
import type { Random } from "./random.ts";

/** A write to one page: what is sent, and what comes of it. */
export type Change =
  | ({ readonly kind: "create" | "update"; readonly id: string } & Written)
  | { readonly kind: "delete"; readonly id: string };

interface Written {
  /** As the client library takes it: with files, it is sent as a form. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The page when it is done; its files' names are not known yet. */
  readonly page: Page;
}

/** Contents of a file, with their hash. */
interface NewFile {
  readonly file: File;
  readonly hash: string;
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Bytes. Most are small, so that there are many; some take long enough to be cut off. */
const sizes = [0, 100, 1_000, 3_000, 3_000, 40_000, 40_000, 40_000, 400_000];

/** Makes up changes that suit the pages there are. */
export class Changes {
  readonly #letter: string;
  readonly #random: Random;

  /** @param letter that ids begin with */
  constructor(letter: string, random: Random) {
    this.#letter = letter;
    this.#random = random;
  }

  create(pages: Pages): Change {
    const random = this.#random;
    const id = this.#letter + this.#text(14);
    const ids = [...pages.keys()];
    const parent = ids.length > 0 && random.percent(30) ? random.pick(ids) : "";
    const values = { title: this.#text(40), count: random.below(1000), parent };
    if (random.percent(40)) {
      const page = { ...values, file: undefined, more: [] };
      return { kind: "create", id, body: { id, ...values }, page };
    }
    const file = this.#file();
    const more = Array.from({ length: random.below(3) }, () => this.#file());
    return {
      kind: "create",
      id,
      body: {
        id,
        ...values,
        file: file.file,
        more: more.map((each) => each.file),
      },
      page: { ...values, file: unnamed(file), more: more.map(unnamed) },
    };
  }

  /** @param pages not empty */
  update(pages: Pages): Change {
    const random = this.#random;
    const [id, page] = random.pick([...pages]);
    const written = random.pick([
      () => this.#edit(page),
      () => this.#increase(page),
      () => this.#replaceFile(page),
      () => this.#removeFile(page),
      () => this.#changeMore(page),
    ])();
    return { kind: "update", id, ...written };
  }

  /** @param pages not empty */
  remove(pages: Pages): Change {
    return { kind: "delete", id: this.#random.pick([...pages.keys()]) };
  }

  #edit(page: Page): Written {
    const title = this.#text(1 + this.#random.below(2_000));
    return { body: { title }, page: { ...page, title } };
  }

  #increase(page: Page): Written {
    const by = 1 + this.#random.below(9);
    return {
      body: { "count+": by },
      page: { ...page, count: page.count + by },
    };
  }

  #replaceFile(page: Page): Written {
    const file = this.#file();
    return {
      body: { file: file.file },
      page: { ...page, file: unnamed(file) },
    };
  }

  #removeFile(page: Page): Written {
    return { body: { file: "" }, page: { ...page, file: undefined } };
  }

  /** Adds files to the list, or takes one out of it. */
  #changeMore(page: Page): Written {
    const { more } = page;
    if (more.length > 6 || (more.length > 0 && this.#random.percent(40))) {
      const out = this.#random.pick(more);
      return {
        body: { "more-": [out.name] },
        page: { ...page, more: more.filter((each) => each !== out) },
      };
    }
    const added = [this.#file(), this.#file()];
    return {
      body: { "more+": added.map((each) => each.file) },
      page: { ...page, more: [...more, ...added.map(unnamed)] },
    };
  }

  #file(): NewFile {
    const random = this.#random;
    const contents = new Uint8Array(random.pick(sizes) + random.below(50));
    contents.fill(random.below(256));
    // No two are alike.
    contents.set(Buffer.from(this.#text(20)).subarray(0, contents.length));
    const type = "application/octet-stream";
    const file = new File([contents], `${this.#text(4)}.bin`, { type });
    return { file, hash: hashOf(contents) };
  }

  #text(length: number): string {
    return Array.from({ length }, () =>
      letters.charAt(this.#random.below(letters.length)),
    ).join("");
  }
}

/** What the pages are once the changes are made, one after the other. */
export function apply(pages: Pages, changes: readonly Change[]): Pages {
  const changed = new Map(pages);
  for (const change of changes) {
    if (change.kind === "delete") removeWithChildren(changed, change.id);
    else changed.set(change.id, change.page);
  }
  return changed;
}

function removeWithChildren(pages: Map<string, Page>, id: string): void {
  pages.delete(id);
  for (const [child, { parent }] of pages) {
    if (parent === id) removeWithChildren(pages, child);
  }
}

const unnamed = ({ hash }: NewFile) => ({ name: "", hash });
