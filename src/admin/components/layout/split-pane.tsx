import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useState,
} from "react";
import { componentsText } from "../../text/components.ts";
import { useStored } from "../hooks/use-stored.ts";
import styles from "./split-pane.module.css";
import { storedNumber } from "../hooks/stored-values.ts";

/** Pixels by which a press of an arrow key moves the border. */
const step = 16;

/** Something at the side and the main thing beside it, with a border that can be moved; below each other on phones. */
export function SplitPane({
  storageKey,
  side,
  main,
  minSide,
  maxSide,
  defaultSide = Math.round((minSide + maxSide) / 2),
}: {
  /** What the width is remembered under. */
  readonly storageKey: string;
  readonly side: ReactNode;
  readonly main: ReactNode;
  /** Pixels. */
  readonly minSide: number;
  /** Pixels. */
  readonly maxSide: number;
  /** Pixels. */
  readonly defaultSide?: number;
}) {
  const id = useId();
  const [stored, store] = useStored(storageKey, defaultSide, storedNumber);
  const [dragged, setDragged] = useState<number>();
  const width = within(dragged ?? stored, minSide, maxSide);

  function handlePointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(width);
  }

  function handlePointerMove(event: PointerEvent<HTMLDivElement>): void {
    const pane = event.currentTarget.parentElement;
    if (dragged === undefined || pane === null) return;
    setDragged(event.clientX - pane.getBoundingClientRect().left);
  }

  function handlePointerUp(): void {
    if (dragged !== undefined) store(width);
    setDragged(undefined);
  }

  function handleKey(event: KeyboardEvent): void {
    const next = {
      ArrowLeft: width - step,
      ArrowRight: width + step,
      Home: minSide,
      End: maxSide,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    store(within(next, minSide, maxSide));
  }

  return (
    <div
      className={styles["split"]}
      style={{ "--side": `${width}px` } as CSSProperties}
    >
      <div id={id} className={styles["side"]}>
        {side}
      </div>
      <div
        className={styles["border"]}
        role="separator"
        aria-label={componentsText.resize}
        aria-orientation="vertical"
        aria-controls={id}
        aria-valuemin={minSide}
        aria-valuemax={maxSide}
        aria-valuenow={width}
        tabIndex={0}
        onPointerDown={handlePointerDown}
        onPointerMove={handlePointerMove}
        onPointerUp={handlePointerUp}
        onPointerCancel={handlePointerUp}
        onDoubleClick={() => store(defaultSide)}
        onKeyDown={handleKey}
      />
      <div className={styles["main"]}>{main}</div>
    </div>
  );
}

function within(value: number, min: number, max: number): number {
  return Math.round(Math.min(Math.max(value, min), max));
}
