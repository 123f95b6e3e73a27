import type { CollectionModel } from "pocketbase";
import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import { VisuallyHidden } from "../../../components/layout/visually-hidden.tsx";
import { useHidesControls } from "../../../server/settings.ts";
import { rulesText } from "../../../text/rules.ts";
import { collectionIcons } from "../collection-icons.ts";
import { type OverviewRule, overviewRules, ruleIn } from "./overview-rules.ts";
import { RuleCell } from "./rule-cell.tsx";
import { RuleEdit } from "./rule-edit.tsx";
import styles from "./rules-table.module.css";

const texts = rulesText.overview;

/** Which rule is being changed. */
interface Edited {
  readonly collection: string;
  readonly rule: OverviewRule;
}

/** Rules by collection, of which one can be changed at a time. */
export function RulesTable({
  shown,
  collections,
  guard,
  onChanged,
}: {
  readonly shown: readonly CollectionModel[];
  readonly collections: readonly CollectionModel[];
  /** Asked before what is being changed is left for another rule. */
  readonly guard: () => Promise<boolean>;
  readonly onChanged: (isChanged: boolean) => void;
}) {
  const [edited, setEdited] = useState<Edited>();
  const hidesControls = useHidesControls();
  const button = useRef<HTMLButtonElement>(null);
  const columns = overviewRules.filter((rule) =>
    shown.some((collection) => ruleIn(collection, rule) !== undefined),
  );

  async function edit(next: Edited, pressed: HTMLButtonElement): Promise<void> {
    if (!(await guard())) return;
    button.current = pressed;
    setEdited(isSame(edited, next) ? undefined : next);
  }

  function close(): void {
    setEdited(undefined);
    button.current?.focus();
  }

  /** Escape leaves the rule that is being changed; only then is it the dialog's again. */
  function leaveByEscape(event: KeyboardEvent<HTMLElement>): void {
    const { currentTarget, target, key, defaultPrevented } = event;
    // A menu that is opened from here lies elsewhere, and closes by itself.
    const isWithin = target instanceof Node && currentTarget.contains(target);
    if (key !== "Escape" || defaultPrevented || !isWithin) return;
    event.preventDefault();
    void guard().then((mayLeave) => mayLeave && close());
  }

  return (
    // The keys come up from what is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles["scroll"]}
      // What is wider than its place is scrolled by keyboard, too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={texts.table}
      onKeyDown={edited === undefined ? undefined : leaveByEscape}
    >
      <table className={styles["table"]}>
        <caption>
          <VisuallyHidden>{texts.table}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles["corner"]}>
              {texts.collection}
            </th>
            {columns.map((rule) => (
              <th key={rule} scope="col" className={styles["column"]}>
                {rulesText.names[rule]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((collection) => (
            <Fragment key={collection.id}>
              <tr>
                <RowHead collection={collection} />
                {columns.map((rule) => {
                  const cell = { collection: collection.id, rule };
                  return (
                    <RuleCell
                      key={rule}
                      collection={collection}
                      rule={rule}
                      isFixed={hidesControls}
                      isEdited={isSame(edited, cell)}
                      onEdit={(pressed) => void edit(cell, pressed)}
                    />
                  );
                })}
              </tr>
              {edited?.collection === collection.id && (
                <tr>
                  <td
                    className={styles["editing"]}
                    colSpan={columns.length + 1}
                  >
                    <div className={styles["editor"]}>
                      <RuleEdit
                        key={edited.rule}
                        collection={collection}
                        collections={collections}
                        rule={edited.rule}
                        onChanged={onChanged}
                        onClose={close}
                      />
                    </div>
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowHead({ collection }: { readonly collection: CollectionModel }) {
  const Icon = collectionIcons[collection.type];
  return (
    <th scope="row" className={styles["head"]}>
      <span className={styles["name"]}>
        <Icon className={styles["icon"]} aria-hidden />
        {collection.name}
      </span>
    </th>
  );
}

function isSame(one: Edited | undefined, other: Edited): boolean {
  return one?.collection === other.collection && one.rule === other.rule;
}
