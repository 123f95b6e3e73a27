import { ChevronDown } from "lucide-react";
import { Button } from "../../../../../components/button.tsx";
import { MultiComboboxField } from "../../../../../components/fields/combobox-field.tsx";
import { Menu } from "../../../../../components/overlays/menu.tsx";
import { SwitchField } from "../../../../../components/fields/switch-field.tsx";
import { TagsField } from "../../../../../components/fields/tags-field.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import type { FileFieldModel } from "../../field-model.ts";
import { mimePresets, mimeTypes } from "../mime-types.ts";
import { CountFields } from "./count-fields.tsx";
import type { OptionProps } from "./option-props.ts";
import styles from "./options.module.css";
import { SizeField } from "./size-field.tsx";

const texts = collectionsText.options;

export function FileOptions({
  field,
  change,
  path,
  stored,
}: OptionProps<FileFieldModel>) {
  return (
    <>
      <div className={styles["wide"]}>
        <MultiComboboxField
          name={`${path}.mimeTypes`}
          label={texts.mimeTypes}
          hint={texts.mimeTypesHint}
          placeholder={texts.mimePlaceholder}
          options={mimeTypes}
          value={field.mimeTypes ?? []}
          onChange={(types) => change({ mimeTypes: listOrNull(types) })}
          aside={
            <Menu
              label={texts.mimePresets}
              trigger={
                <Button kind="ghost" size="small" icon={ChevronDown}>
                  {texts.mimePresets}
                </Button>
              }
              items={mimePresets.map(({ types, ...preset }) => ({
                ...preset,
                onSelect: () => change({ mimeTypes: listOrNull(types) }),
              }))}
            />
          }
        />
      </div>
      <SizeField
        name={`${path}.maxSize`}
        value={field.maxSize}
        standard={texts.maxSizeDefaults.file}
        onChange={(maxSize) => change({ maxSize })}
      />
      <CountFields
        path={path}
        maxSelect={field.maxSelect}
        stored={stored}
        several={99}
        onChange={(maxSelect) => change({ maxSelect })}
      />
      <div className={styles["wide"]}>
        <TagsField
          name={`${path}.thumbs`}
          label={texts.thumbs}
          hint={texts.thumbsHint}
          placeholder={texts.thumbsPlaceholder}
          value={field.thumbs ?? []}
          onChange={(thumbs) => change({ thumbs: listOrNull(thumbs) })}
        />
      </div>
      <div className={styles["wide"]}>
        <SwitchField
          name={`${path}.protected`}
          label={texts.protected}
          hint={texts.protectedHint}
          checked={field.protected}
          onChange={(isProtected) => change({ protected: isProtected })}
        />
      </div>
    </>
  );
}

/** The server keeps no list as null. */
function listOrNull(list: readonly string[]): readonly string[] | null {
  return list.length === 0 ? null : list;
}
