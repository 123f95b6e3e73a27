import { Dialog } from "../../components/overlays/dialog.tsx";
import { useListedShortcuts } from "../../components/hooks/use-shortcut.ts";
import { Kbd } from "../../components/texts/kbd.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { commandsText } from "../../text/commands.ts";
import styles from "./shortcut-sheet.module.css";

const texts = commandsText.shortcuts;

/** Lists the keyboard shortcuts that work where one is. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const shortcuts = useListedShortcuts();
  return (
    <Dialog open onClose={onClose} title={texts.title} size="small">
      <Stack>
        <dl className={styles["sheet"]}>
          {shortcuts.map(({ keys, label }) => (
            <div key={label} className={styles["row"]}>
              <dt>{label}</dt>
              <dd>
                <Kbd keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
        <Soft>{texts.hint}</Soft>
      </Stack>
    </Dialog>
  );
}
