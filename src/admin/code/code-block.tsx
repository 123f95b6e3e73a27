import { Suspense, use, useMemo } from "react";
import { classes } from "../components/classes.ts";
import { CopyButton } from "../components/texts/copy-button.tsx";
import { codeText } from "../text/code.ts";
import { ColoredCode } from "./colored-code.tsx";
import styles from "./code-block.module.css";
import { type CodeLanguage, loadHighlight } from "./highlight/languages.ts";

/** Code to read and to copy. Its colours come when they are loaded; its size does not change then. */
export function CodeBlock({
  code,
  language,
  label = codeText.code,
  limited = true,
}: {
  readonly code: string;
  readonly language: CodeLanguage;
  /** What it is, for screen readers. */
  readonly label?: string;
  /** Whether it scrolls where it would be higher than most of the window. */
  readonly limited?: boolean;
}) {
  return (
    <div className={styles["block"]}>
      {/* It scrolls, so it must be reached with the keyboard. */}
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={label}
        className={classes(styles["code"], limited && styles["limited"])}
        translate="no"
      >
        <code>
          {/* With the language, or the former code would stay beside the new one until its colours are loaded. */}
          <Suspense key={language} fallback={code}>
            <Highlighted code={code} language={language} />
          </Suspense>
        </code>
      </pre>
      <div className={styles["copy"]}>
        <CopyButton text={code} label={codeText.copy} />
      </div>
    </div>
  );
}

function Highlighted({
  code,
  language,
}: {
  readonly code: string;
  readonly language: CodeLanguage;
}) {
  const highlight = use(loadHighlight(language));
  const spans = useMemo(() => highlight(code), [highlight, code]);
  return <ColoredCode code={code} spans={spans} />;
}
