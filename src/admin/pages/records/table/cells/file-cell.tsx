import { FileThumb } from "../../present/file-thumb.tsx";
import { fill } from "../../../../text/index.ts";
import { recordsText } from "../../../../text/records.ts";
import type { CellProps } from "../row-actions.ts";
import { textsOf } from "../../plain-values.ts";
import { More } from "./more.tsx";
import styles from "./cell.module.css";

/** Files that a cell shows; how many more there are is said. */
const shownAtMost = 5;

/** The files of a record, small; each opens larger. */
export function FileCell({ record, field, actions }: CellProps) {
  const names = textsOf(record[field.name]);
  return (
    <>
      {names.slice(0, shownAtMost).map((name) => (
        <button
          key={name}
          type="button"
          tabIndex={-1}
          className={styles["file"]}
          title={name}
          aria-label={fill(recordsText.cell.preview, { file: name })}
          onClick={() => actions.preview(record, name)}
        >
          <FileThumb record={record} name={name} size="small" />
        </button>
      ))}
      <More count={names.length - shownAtMost} />
    </>
  );
}
