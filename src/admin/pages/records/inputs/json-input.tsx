import { JsonEditor } from "../../../code/json-editor.tsx";
import { frameOf, type InputProps } from "./input-props.ts";
import { textOf } from "../plain-values.ts";

/** JSON, as it is typed. */
export function JsonInput(props: InputProps) {
  const { value, onChange } = props;
  return (
    <JsonEditor
      {...frameOf(props)}
      value={textOf(value)}
      onChange={onChange}
      minHeight="4.5rem"
    />
  );
}
