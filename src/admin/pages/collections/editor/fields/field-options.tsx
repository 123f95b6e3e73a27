import type { CollectionField, CollectionModel } from "pocketbase";
import type { ReactNode } from "react";
import type { DraftField } from "../collection-draft.ts";
import { DomainOptions } from "./options/domain-options.tsx";
import { FileOptions } from "./options/file-options.tsx";
import styles from "./options/options.module.css";
import {
  AutodateOptions,
  DateOptions,
  EditorOptions,
  JsonOptions,
  NumberOptions,
} from "./options/plain-options.tsx";
import { RelationOptions } from "./options/relation-options.tsx";
import { SelectOptions } from "./options/select-options.tsx";
import { SharedOptions } from "./options/shared-options.tsx";
import { PasswordOptions, TextOptions } from "./options/text-options.tsx";

interface FieldOptionsProps {
  readonly id: string;
  readonly field: DraftField;
  readonly path: string;
  readonly stored: CollectionField | undefined;
  readonly collections: readonly CollectionModel[];
  readonly isAuth: boolean;
  /** The change is of options that the field's type has. */
  readonly change: (change: object) => void;
}

/** All options of a field. */
export function FieldOptions(props: FieldOptionsProps) {
  const { id, field, path, isAuth, change } = props;
  return (
    <div id={id} className={styles["options"]}>
      {optionsOfType(props)}
      <SharedOptions
        field={field}
        path={path}
        isAuth={isAuth}
        change={change}
      />
    </div>
  );
}

function optionsOfType({
  field,
  isAuth: _isAuth,
  id: _id,
  ...props
}: FieldOptionsProps): ReactNode {
  switch (field.type) {
    case "text":
      return <TextOptions {...props} field={field} />;
    case "password":
      return <PasswordOptions {...props} field={field} />;
    case "number":
      return <NumberOptions {...props} field={field} />;
    case "date":
      return <DateOptions {...props} field={field} />;
    case "autodate":
      return (
        <AutodateOptions {...props} field={field} isFixed={field.system} />
      );
    case "editor":
      return <EditorOptions {...props} field={field} />;
    case "json":
      return <JsonOptions {...props} field={field} />;
    case "email":
    case "url":
      return <DomainOptions {...props} field={field} />;
    case "select":
      return <SelectOptions {...props} field={field} />;
    case "relation":
      return <RelationOptions {...props} field={field} />;
    case "file":
      return <FileOptions {...props} field={field} />;
    case "bool":
    case "geoPoint":
    default:
      return null;
  }
}
