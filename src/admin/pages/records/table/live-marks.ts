import type { RecordModel } from "pocketbase";
import type { Chunk } from "../../../server/records.ts";
import type { LiveEvent } from "../../../server/live/live-event.ts";

/** What is to be seen of changes made elsewhere, by ids of records. */
export interface LiveMarks {
  /** There are since the rows were loaded, and are not among them. */
  readonly created: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  /** Among the rows, but not there any more. */
  readonly deleted: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
export const noMarks: LiveMarks = {
  created: none,
  changed: none,
  deleted: none,
};

/** Rows, and what they are kept under. */
export interface LoadedChunk {
  readonly key: readonly unknown[];
  readonly chunk: Chunk;
}

/** Applies events to the rows that are loaded. Returns only chunks that have changed. */
export function applyEvents(
  events: readonly LiveEvent[],
  chunks: readonly LoadedChunk[],
  marks: LiveMarks,
): { readonly chunks: readonly LoadedChunk[]; readonly marks: LiveMarks } {
  const loaded = new Set(
    chunks.flatMap(({ chunk }) => chunk.rows.map(({ id }) => id)),
  );
  const created = new Set(marks.created);
  const changed = new Set(marks.changed);
  const deleted = new Set(marks.deleted);
  const updates = new Map<string, RecordModel>();
  for (const { action, record } of events) {
    const { id } = record;
    if (action === "delete") {
      created.delete(id);
      updates.delete(id);
      if (loaded.has(id)) deleted.add(id);
    } else if (loaded.has(id)) {
      deleted.delete(id);
      if (action === "create") continue;
      updates.set(id, record);
      changed.add(id);
    } else if (action === "create") {
      created.add(id);
    }
  }
  const touched = chunks
    .filter(({ chunk }) => chunk.rows.some(({ id }) => updates.has(id)))
    .map(({ key, chunk }): LoadedChunk => {
      const rows = chunk.rows.map((record) => updates.get(record.id) ?? record);
      return { key, chunk: { ...chunk, rows } };
    });
  return { chunks: touched, marks: { created, changed, deleted } };
}
