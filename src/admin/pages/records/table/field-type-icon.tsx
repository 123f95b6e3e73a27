import { Key, type LucideIcon, TextInitial } from "lucide-react";
import type { CollectionField } from "pocketbase";
import { fieldIcons } from "../../collections/field-icons.ts";

const icons: Readonly<Record<string, LucideIcon>> = fieldIcons;

/** What kind of values a field has, at a glance. */
export function FieldTypeIcon({ field }: { readonly field: CollectionField }) {
  const Icon = field.name === "id" ? Key : (icons[field.type] ?? TextInitial);
  return <Icon aria-hidden />;
}
