import { lazy, Suspense, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../components/button.tsx";
import { codeText } from "../text/code.ts";
import styles from "./diff-view.module.css";
import type { DiffLanguage } from "./editors/diff-code.tsx";

const DiffCode = lazy(() =>
  import("./editors/diff-code.tsx").then(({ DiffCode: code }) => ({
    default: code,
  })),
);

/** Pixels from which on both texts stand side by side. */
const splitFrom = 720;

/** What differs between two texts: side by side where there is room, else in one. */
export function DiffView({
  before,
  after,
  language,
}: {
  readonly before: string;
  readonly after: string;
  readonly language: DiffLanguage;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [isSplit, setSplit] = useState(false);
  const [isShort, setShort] = useState(true);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = () => setSplit(element.clientWidth >= splitFrom);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={frame} className={styles["frame"]}>
      <div className={styles["top"]}>
        <span className={styles["gone"]}>{codeText.before}</span>
        <span className={styles["new"]}>{codeText.after}</span>
        <Button
          kind="ghost"
          size="small"
          aria-pressed={!isShort}
          onClick={() => setShort(!isShort)}
        >
          {codeText.wholeText}
        </Button>
      </div>
      <Suspense fallback={<div className={styles["waiting"]}>{after}</div>}>
        <DiffCode {...{ before, after, language, isSplit, isShort }} />
      </Suspense>
    </div>
  );
}
