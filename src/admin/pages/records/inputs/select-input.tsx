import { ArrowDownUp } from "lucide-react";
import { Button } from "../../../components/button.tsx";
import {
  ComboboxField,
  MultiComboboxField,
} from "../../../components/fields/combobox-field.tsx";
import { Popover } from "../../../components/overlays/popover.tsx";
import { SelectField } from "../../../components/fields/select-field.tsx";
import { SortableList } from "../../../components/lists/sortable-list.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import { frameOf, type InputProps } from "./input-props.ts";
import { textOf, textsOf } from "../plain-values.ts";

const { input: texts } = recordEditorText;

/** Options beyond which one rather searches than looks through them. */
const mostToLookThrough = 12;

/** One or several of the values that a field names. */
export function SelectInput(props: InputProps) {
  return Number(props.field["maxSelect"]) > 1 ? (
    <ManyInput {...props} />
  ) : (
    <OneInput {...props} />
  );
}

function OneInput(props: InputProps) {
  const { field, value, onChange } = props;
  const frame = frameOf(props);
  const options = textsOf(field["values"]).map(optionOf);
  const chosen = textOf(value);
  if (options.length > mostToLookThrough) {
    return (
      <ComboboxField
        {...frame}
        value={chosen}
        onChange={onChange}
        options={options}
      />
    );
  }
  return (
    <SelectField
      {...frame}
      value={chosen === "" && frame.required ? null : chosen}
      options={
        frame.required
          ? options
          : [{ value: "", label: texts.none }, ...options]
      }
      onChange={onChange}
    />
  );
}

function ManyInput(props: InputProps) {
  const { field, value, onChange } = props;
  const { aside, hint, ...frame } = frameOf(props);
  const chosen = textsOf(value);
  const max = Number(field["maxSelect"]);
  const options = textsOf(field["values"]).map(optionOf);
  const limit = max < options.length && fill(texts.selectUpTo, { max });
  return (
    <MultiComboboxField
      {...frame}
      hint={[hint, limit].filter(Boolean).join(" · ")}
      aside={
        <Stack direction="row" gap="small">
          {aside}
          {chosen.length > 1 && (
            <Order name={field.name} values={chosen} onChange={onChange} />
          )}
        </Stack>
      }
      value={chosen}
      onChange={onChange}
      options={options}
      max={max}
    />
  );
}

function Order({
  name,
  values,
  onChange,
}: {
  readonly name: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}) {
  return (
    <Popover
      title={fill(texts.orderOf, { field: name })}
      trigger={
        <Button kind="ghost" size="small" icon={ArrowDownUp}>
          {texts.order}
        </Button>
      }
    >
      {() => (
        <SortableList
          items={values}
          getId={(value) => value}
          getLabel={(value) => value}
          onReorder={onChange}
          renderItem={(value, handle) => (
            <Stack direction="row" gap="small">
              {handle}
              <span>{value}</span>
            </Stack>
          )}
        />
      )}
    </Popover>
  );
}

function optionOf(value: string) {
  return { value, label: value };
}
