import { CircleHelp } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import type { ReactNode } from "react";
import {
  describedFunctions,
  prefixed,
} from "../../../../code/filter/described-words.ts";
import { Button } from "../../../../components/button.tsx";
import { Code } from "../../../../components/texts/code.tsx";
import { Terms } from "../../../../components/texts/terms.tsx";
import { Popover } from "../../../../components/overlays/popover.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { codeText } from "../../../../text/code.ts";
import { fill } from "../../../../text/index.ts";
import { rulesText } from "../../../../text/rules.ts";
import { loggedIn, ownersOf } from "./rule-presets.ts";
import styles from "./syntax-help.module.css";

const texts = rulesText.syntax;
const { completion } = codeText;

/** A button that shows how rules are written. */
export function SyntaxHelp({
  collection,
  collections,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
}) {
  return (
    <Popover
      isText
      title={texts.title}
      trigger={
        <Button kind="ghost" size="small" icon={CircleHelp}>
          {texts.open}
        </Button>
      }
    >
      {() => (
        <>
          <Soft>{texts.lead}</Soft>
          <Chapter title={texts.examples}>
            <Terms columns="one" rows={examplesFor(collection, collections)} />
          </Chapter>
          <Chapter title={fill(texts.fields, { name: collection.name })}>
            <div className={styles["words"]}>
              {collection.fields.map(({ name }) => (
                <Code key={name} inline>
                  {name}
                </Code>
              ))}
            </div>
            <Soft>{texts.fieldsHint}</Soft>
          </Chapter>
          <Chapter title={texts.request}>
            <Terms
              columns="narrow"
              rows={prefixed("@request.", completion.request)}
            />
          </Chapter>
          <Chapter title={texts.operators}>
            <Terms columns="narrow" rows={completion.operators} />
            <Soft>{texts.operatorsHint}</Soft>
          </Chapter>
          <Chapter title={texts.macros}>
            <Terms columns="narrow" rows={completion.macros} />
          </Chapter>
          <Chapter title={texts.modifiers}>
            <Terms
              columns="narrow"
              rows={prefixed(":", completion.modifiers)}
            />
          </Chapter>
          <Chapter title={texts.functions}>
            <Terms columns="one" rows={describedFunctions()} />
          </Chapter>
          <Chapter title={texts.others}>
            <Soft>
              <Code inline>{texts.othersText}</Code> {texts.othersHint}
            </Soft>
          </Chapter>
        </>
      )}
    </Popover>
  );
}

function Chapter({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles["chapter"]}>
      <h3 className={styles["title"]}>{title}</h3>
      {children}
    </section>
  );
}

/** Examples that fit the collection. */
function examplesFor(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
): Record<string, string> {
  const { example } = texts;
  const { fields } = collection;
  const [owner] = ownersOf(collection, collections);
  const date = fields.find(
    ({ type }) => type === "autodate" || type === "date",
  );
  const plain = fields.find(
    ({ type, name }) => type === "text" && name !== "id",
  );
  return {
    [loggedIn]: example.loggedIn,
    ...(owner !== undefined && { [owner.rule]: example.owner }),
    ...(date !== undefined && {
      [`${date.name} > @yesterday`]: fill(example.recent, { field: date.name }),
    }),
    ...(plain !== undefined && {
      [`@request.body.${plain.name}:changed = false`]: fill(example.unchanged, {
        field: plain.name,
      }),
    }),
  };
}
