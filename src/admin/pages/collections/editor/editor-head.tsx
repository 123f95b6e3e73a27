import type { CollectionModel } from "pocketbase";
import { RadioCards } from "../../../components/fields/radio-cards.tsx";
import { useScaffolds } from "../../../server/collections.ts";
import { collectionsText } from "../../../text/collections.ts";
import { collectionIcons } from "../collection-icons.ts";
import type { CollectionType } from "./collection-draft.ts";
import styles from "./editor-head.module.css";
import { findCollectionNameProblem } from "./name-checks.ts";
import { NameField } from "./name-field.tsx";
import { switchType } from "./new-draft.ts";
import type { Editor } from "./use-editor.ts";

const texts = collectionsText.editor;

/** The name of a collection, and the type of a new one. */
export function EditorHead({
  editor,
  collections,
  isChecked,
}: {
  readonly editor: Editor;
  readonly collections: readonly CollectionModel[];
  /** Whether a name that is still missing is something wrong: once somebody has tried to save. */
  readonly isChecked: boolean;
}) {
  const { draft, original, set, replace } = editor;
  const scaffolds = useScaffolds().data;
  const isNew = original === undefined;
  const problem = findCollectionNameProblem(draft, collections);

  function change(type: CollectionType): void {
    const scaffold = scaffolds?.[type];
    if (scaffold !== undefined) replace(switchType(draft, scaffold));
  }

  return (
    <div className={styles["head"]}>
      <NameField
        name="name"
        label={texts.name}
        hint={draft.system ? texts.nameFixed : texts.nameHint}
        required
        disabled={draft.system}
        placeholder={texts.namePlaceholder}
        takesFocus={isNew}
        value={draft.name}
        problem={draft.name === "" && !isChecked ? undefined : problem}
        onChange={(name) => set({ name })}
      />
      {isNew && (
        <RadioCards
          label={texts.type}
          value={draft.type}
          onChange={change}
          options={(["base", "auth", "view"] as const).map((type) => ({
            value: type,
            icon: collectionIcons[type],
            ...collectionsText.types[type],
          }))}
        />
      )}
    </div>
  );
}
