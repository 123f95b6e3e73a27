import type { ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "../components/button.tsx";
import { Code } from "../components/texts/code.tsx";
import { Outcome } from "../components/layout/outcome.tsx";
import { Soft } from "../components/layout/soft.tsx";
import { shellText } from "../text/shell.ts";
import styles from "./page-failure.module.css";

const texts = shellText.failure;

/** Said in a page's place when its script has failed. */
export function PageFailure({ error }: ErrorComponentProps) {
  return (
    <div className={styles["failure"]}>
      <Outcome kind="bad" title={texts.title}>
        <Soft>{texts.text}</Soft>
        <Button onClick={() => window.location.reload()}>{texts.reload}</Button>
        <details>
          <summary>{texts.details}</summary>
          <Code>{error instanceof Error ? error.message : String(error)}</Code>
        </details>
      </Outcome>
    </div>
  );
}
