import type { CollectionModel } from "pocketbase";
import { useRef, useState } from "react";
import { Checkbox } from "../../../components/fields/checkbox.tsx";
import { SearchField } from "../../../components/fields/search-field.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { fill } from "../../../text/index.ts";
import { transferText } from "../../../text/transfer.ts";
import styles from "./export-collections-page.module.css";

const texts = transferText.export;

/** Which collections to export: all but those that are left out. */
export function ExportChoice({
  collections,
  left,
  onChange,
}: {
  readonly collections: readonly CollectionModel[];
  /** Ids of those that are left out. */
  readonly left: ReadonlySet<string>;
  readonly onChange: (left: ReadonlySet<string>) => void;
}) {
  const [search, setSearch] = useState("");
  const isRange = useRef(false);
  const last = useRef<string>(undefined);
  const words = search.trim().toLowerCase();
  const found = collections
    .filter(({ name }) => name.toLowerCase().includes(words))
    .toSorted((one, other) => Number(one.system) - Number(other.system));
  const ids = found.map(({ id }) => id);
  const taken = ids.filter((id) => !left.has(id)).length;

  function take(changed: readonly string[], isTaken: boolean): void {
    const next = new Set(left);
    for (const id of changed) {
      if (isTaken) next.delete(id);
      else next.add(id);
    }
    onChange(next);
  }

  /** The collection, and with Shift all between it and the one before. */
  function takeUpTo(id: string, isTaken: boolean): void {
    const from = last.current === undefined ? -1 : ids.indexOf(last.current);
    const to = ids.indexOf(id);
    last.current = id;
    take(
      isRange.current && from >= 0
        ? ids.slice(Math.min(from, to), Math.max(from, to) + 1)
        : [id],
      isTaken,
    );
  }

  return (
    <section className={styles["choice"]} aria-label={texts.choose}>
      <SearchField
        label={texts.search}
        placeholder={texts.search}
        value={search}
        onChange={setSearch}
      />
      {found.length === 0 ? (
        <Soft>{texts.nothing}</Soft>
      ) : (
        <ul className={styles["list"]}>
          <li>
            <Checkbox
              label={texts.all}
              checked={
                taken === ids.length ? true : taken === 0 ? false : "mixed"
              }
              onChange={(isTaken) => take(ids, isTaken)}
            />
          </li>
          {found.map(({ id, name, system }) => (
            <li key={id}>
              <div
                role="presentation"
                // With Shift it would select text, and a label whose text is selected is not pressed.
                onMouseDown={(event) => {
                  if (event.shiftKey) event.preventDefault();
                }}
                // The change of a box does not tell what was held.
                onClickCapture={({ shiftKey }) => {
                  isRange.current = shiftKey;
                }}
              >
                <Checkbox
                  label={name}
                  hint={system ? texts.system : undefined}
                  checked={!left.has(id)}
                  onChange={(isTaken) => takeUpTo(id, isTaken)}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      <span className={styles["count"]} role="status">
        {fill(texts.count, {
          count: collections.length - left.size,
          total: collections.length,
        })}
      </span>
    </section>
  );
}
