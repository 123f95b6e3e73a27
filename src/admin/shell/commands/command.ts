import type { LucideIcon } from "lucide-react";

/** Something that the palette offers. */
export interface Command {
  /** The same each time, so that it can be remembered. */
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly group: CommandGroup;
  /** Other words to find it by. */
  readonly keywords?: readonly string[];
  readonly run: () => void;
}

export type CommandGroup = "collections" | "create" | "pages" | "actions";

/** In the order in which they are shown. */
export const commandGroups: readonly CommandGroup[] = [
  "collections",
  "create",
  "pages",
  "actions",
];
