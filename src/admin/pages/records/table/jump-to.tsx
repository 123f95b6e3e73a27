import { type FormEvent, useState, useSyncExternalStore } from "react";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import styles from "./jump-to.module.css";

/** Which row is at the top of the view, and goes to another one. */
export function JumpTo({
  total,
  firstInView,
  onScroll,
  onGo,
}: {
  readonly total: number;
  readonly firstInView: () => number;
  readonly onScroll: (listener: () => void) => () => void;
  /** Told the position, from 0. */
  readonly onGo: (position: number) => void;
}) {
  const first = useSyncExternalStore(onScroll, firstInView);
  const [typed, setTyped] = useState<string>();
  const shown = (first + 1).toLocaleString("en");

  function go(event: FormEvent): void {
    event.preventDefault();
    const row = Number((typed ?? "").replaceAll(/[\s.,_']/g, ""));
    setTyped(undefined);
    if (Number.isInteger(row) && row > 0) onGo(Math.min(row, total) - 1);
  }

  return (
    <form className={styles["jump"]} onSubmit={go}>
      <label className={styles["label"]}>
        {recordsText.row}
        <input
          inputMode="numeric"
          autoComplete="off"
          className={styles["row"]}
          size={Math.max(5, total.toLocaleString("en").length)}
          aria-label={recordsText.goToRow}
          value={typed ?? shown}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => setTyped(undefined)}
        />
      </label>
      <span>
        {fill(recordsText.rowOf, { total: total.toLocaleString("en") })}
      </span>
    </form>
  );
}
