import { Code } from "../../components/texts/code.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { codeText } from "../../text/code.ts";
import { rulesText } from "../../text/rules.ts";
import styles from "./filter-help.module.css";

const { completion } = codeText;
const { syntax: texts } = rulesText;

/** How filters are written: what compares and joins, what stands for moments, and what comes after a field. */
export function FilterHelp() {
  return (
    <div className={styles["help"]}>
      <Soft>{texts.lead}</Soft>
      <Part title={texts.operators} rows={completion.operators} />
      <Soft>{texts.operatorsHint}</Soft>
      <Part title={texts.macros} rows={completion.macros} />
      <Part
        title={texts.modifiers}
        rows={prefixed(":", completion.modifiers)}
      />
      <Part
        title={texts.functions}
        rows={Object.fromEntries(
          Object.entries(completion.functions).map(([name, said]) => [
            helpOf(name),
            said,
          ]),
        )}
      />
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
      <dl className={styles["terms"]}>
        {Object.entries(rows).map(([term, meaning]) => (
          <div key={term} className={styles["row"]}>
            <dt>
              <Code inline>{term}</Code>
            </dt>
            <dd className={styles["meaning"]}>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function helpOf(name: string): string {
  const help: Readonly<Record<string, string>> = completion.functionHelp;
  return help[name] ?? name;
}

/** Of the modifiers only those that filters have: the others are about a request. */
function prefixed(
  prefix: string,
  rows: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(rows)
      .filter(([name]) => name !== "isset" && name !== "changed")
      .map(([name, said]) => [prefix + name, said]),
  );
}
