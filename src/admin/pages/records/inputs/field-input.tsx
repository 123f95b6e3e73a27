import type { ReactNode } from "react";
import { Soft } from "../../../components/layout/soft.tsx";
import { recordEditorText } from "../../../text/record-editor.ts";
import { BoolInput } from "./bool-input.tsx";
import { DateInput } from "./date-input.tsx";
import { FileInput } from "./files/file-input.tsx";
import { GeoInput } from "./geo/geo-input.tsx";
import type { InputProps } from "./input-props.ts";
import { JsonInput } from "./json-input.tsx";
import { NumberInput } from "./number-input.tsx";
import { PasswordInput } from "./password-input.tsx";
import { RelationInput } from "./relation-input.tsx";
import { RichTextInput } from "./rich-text/rich-text-input.tsx";
import { SelectInput } from "./select-input.tsx";
import { AddressInput } from "./address-input.tsx";
import { TextInput } from "./text-input.tsx";

/** Where a value is edited, by the type of its field. */
export function FieldInput(props: InputProps): ReactNode {
  switch (props.field.type) {
    case "text":
      return <TextInput {...props} />;
    case "number":
      return <NumberInput {...props} />;
    case "bool":
      return <BoolInput {...props} />;
    case "email":
    case "url":
      return <AddressInput {...props} />;
    case "date":
      return <DateInput {...props} />;
    case "select":
      return <SelectInput {...props} />;
    case "json":
      return <JsonInput {...props} />;
    case "password":
      return <PasswordInput {...props} />;
    case "editor":
      return <RichTextInput {...props} />;
    case "geoPoint":
      return <GeoInput {...props} />;
    case "file":
      return <FileInput {...props} />;
    case "relation":
      return <RelationInput {...props} />;
    default:
      return <Soft>{recordEditorText.input.unknownType}</Soft>;
  }
}
