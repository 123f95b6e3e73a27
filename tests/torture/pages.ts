/** A file that a page has: how the server calls it, and its contents' hash. */
export interface PageFile {
  readonly name: string;
  readonly hash: string;
}

/** A record as the torturer writes and expects it. */
export interface Page {
  readonly title: string;
  readonly count: number;
  /** The id of another page, which this one goes with; or empty. */
  readonly parent: string;
  readonly file: PageFile | undefined;
  readonly more: readonly PageFile[];
}

/** Pages by their records' ids. */
export type Pages = ReadonlyMap<string, Page>;

export const pagesCollection = {
  name: "pages",
  type: "base",
  fields: [
    { name: "title", type: "text" },
    { name: "count", type: "number" },
    { name: "file", type: "file", maxSize: 10_000_000 },
    { name: "more", type: "file", maxSelect: 9, maxSize: 10_000_000 },
  ],
  indexes: ["CREATE INDEX `idx_pages_title` ON `pages` (`title`)"],
};

/** To be added once the collection has an id. */
export const parentField = (collectionId: string) => ({
  name: "parent",
  type: "relation",
  collectionId,
  maxSelect: 1,
  cascadeDelete: true,
});

/** What is written while a backup is restored: nobody knows which of it stays, but what stays has its file. */
export const noiseCollection = {
  name: "noise",
  type: "base",
  fields: [
    { name: "hash", type: "text" },
    { name: "file", type: "file", maxSize: 10_000_000 },
  ],
};

/** All that is expected of pages, in one text. What the server calls their files is not. */
export function describePages(pages: Pages): string {
  return Array.from(pages, ([id, page]) => describePage(id, page))
    .toSorted()
    .join("\n");
}

function describePage(id: string, page: Page): string {
  const { title, count, parent, file, more } = page;
  const files = [file, ...more].map((each) => each?.hash ?? "-");
  return `${id} ${JSON.stringify(title)} ${count} ${parent || "-"} ${files.join(" ")}`;
}

/** Lines of one text that the other has not, and the other way round. */
export function describeDifference(expected: string, found: string): string {
  const [wanted, had] = [expected, found].map(
    (text) => new Set(text.split("\n").filter((line) => line !== "")),
  ) as [Set<string>, Set<string>];
  return [
    ...[...wanted].filter((line) => !had.has(line)).map((line) => `- ${line}`),
    ...[...had].filter((line) => !wanted.has(line)).map((line) => `+ ${line}`),
  ].join("\n");
}

/** @returns a name for contents */
export function hashOf(contents: Uint8Array): string {
  return Bun.hash.xxHash64(contents).toString(36);
}
