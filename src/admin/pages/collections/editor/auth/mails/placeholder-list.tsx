import type { TemplatePlaceholder } from "../../../../../code/template/placeholders.ts";
import { copyAndSay } from "../../../../../components/texts/copy-and-say.ts";
import { Tooltip } from "../../../../../components/overlays/tooltip.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { fill } from "../../../../../text/index.ts";
import styles from "./placeholder-list.module.css";

const texts = authOptionsText.mails;

/** What a mail may hold, to be copied into its subject or text. */
export function PlaceholderList({
  placeholders,
}: {
  readonly placeholders: readonly TemplatePlaceholder[];
}) {
  return (
    <div className={styles["list"]}>
      <span className={styles["label"]}>{texts.placeholders}</span>
      {placeholders.map(({ value, hint = "" }) => (
        <Tooltip key={value} text={hint}>
          <button
            type="button"
            className={styles["placeholder"]}
            aria-label={fill(texts.copyPlaceholder, { placeholder: value })}
            onClick={() => void copyAndSay(value)}
          >
            {value}
          </button>
        </Tooltip>
      ))}
    </div>
  );
}
