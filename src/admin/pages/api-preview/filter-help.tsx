import {
  describedFunctions,
  prefixed,
} from "../../code/filter/described-words.ts";
import { Soft } from "../../components/layout/soft.tsx";
import { Terms } from "../../components/texts/terms.tsx";
import { codeText } from "../../text/code.ts";
import { rulesText } from "../../text/rules.ts";
import styles from "./filter-help.module.css";

const { completion } = codeText;
const { syntax: texts } = rulesText;

/** How filters are written: what compares and joins, what stands for moments, and what comes after a field. */
export function FilterHelp() {
  // The others are about a request, which only rules can be about.
  const { lower, each, length } = completion.modifiers;
  return (
    <div className={styles["help"]}>
      <Soft>{texts.lead}</Soft>
      <Part title={texts.operators} rows={completion.operators} />
      <Soft>{texts.operatorsHint}</Soft>
      <Part title={texts.macros} rows={completion.macros} />
      <Part
        title={texts.modifiers}
        rows={prefixed(":", { lower, each, length })}
      />
      <Part title={texts.functions} rows={describedFunctions()} />
    </div>
  );
}

function Part({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: Readonly<Record<string, string>>;
}) {
  return (
    <section>
      <h4 className={styles["title"]}>{title}</h4>
      <Terms rows={rows} columns="wide" />
    </section>
  );
}
