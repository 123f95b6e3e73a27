import type { CSSProperties } from "react";
import styles from "./skeleton.module.css";

/** Keeps the room of what is being loaded, so that nothing moves when it comes. */
export function Skeleton({
  width,
  height,
  lines = 1,
}: {
  /** In CSS; all there is unless told. */
  readonly width?: CSSProperties["width"];
  /** Of a line, in CSS. */
  readonly height?: CSSProperties["height"];
  readonly lines?: number;
}) {
  return (
    <span className={styles["skeleton"]} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles["line"]} style={{ width, height }} />
      ))}
    </span>
  );
}
