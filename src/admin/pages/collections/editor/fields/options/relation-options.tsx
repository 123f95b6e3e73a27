import { Plus } from "lucide-react";
import { Button } from "../../../../../components/button.tsx";
import { ComboboxField } from "../../../../../components/fields/combobox-field.tsx";
import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import { iconOfCollection } from "../../../collection-icons.ts";
import { useEditorActions } from "../../editor-actions.ts";
import type { RelationFieldModel } from "../../field-model.ts";
import { CountFields } from "./count-fields.tsx";
import type { OptionProps } from "./option-props.ts";

const texts = collectionsText.options;

export function RelationOptions({
  field,
  change,
  path,
  stored,
  collections,
}: OptionProps<RelationFieldModel>) {
  const { newCollection } = useEditorActions();
  const targets = collections.filter(({ type }) => type !== "view");
  const isFixed = stored !== undefined;
  return (
    <>
      <ComboboxField
        name={`${path}.collectionId`}
        label={texts.collection}
        hint={isFixed ? texts.collectionFixed : texts.collectionHint}
        required
        disabled={isFixed}
        value={field.collectionId}
        options={targets
          .toSorted((a, b) => Number(a.system) - Number(b.system))
          .map((collection) => ({
            value: collection.id,
            label: collection.name,
            icon: iconOfCollection(collection),
          }))}
        onChange={(collectionId) => change({ collectionId })}
        aside={
          !isFixed && (
            <Button
              kind="ghost"
              size="small"
              icon={Plus}
              onClick={() =>
                newCollection(({ id }) => change({ collectionId: id }))
              }
            >
              {texts.newCollection}
            </Button>
          )
        }
      />
      <SelectField
        name={`${path}.cascadeDelete`}
        label={texts.cascade}
        value={field.cascadeDelete ? "on" : "off"}
        options={[
          { value: "off", ...texts.cascadeOff },
          { value: "on", ...texts.cascadeOn },
        ]}
        onChange={(next) => change({ cascadeDelete: next === "on" })}
      />
      <CountFields
        path={path}
        maxSelect={field.maxSelect}
        minSelect={field.minSelect}
        stored={stored}
        several={999}
        onChange={(maxSelect) =>
          change({ maxSelect, ...(maxSelect === 1 && { minSelect: 0 }) })
        }
        onMinChange={(minSelect) => change({ minSelect })}
      />
    </>
  );
}
