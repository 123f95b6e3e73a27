import { componentsText } from "../../text/components.ts";
import { isMac, splitKeys } from "../hooks/shortcut.ts";
import styles from "./kbd.module.css";

/** The keys of a shortcut, `Mod+S` for example, as they are written on this machine's keyboard. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles["keys"]}>
      {splitKeys(keys).map((key) => (
        <kbd key={key} className={styles["key"]}>
          {nameOf(key)}
        </kbd>
      ))}
    </span>
  );
}

function nameOf(key: string): string {
  const { keys, macKeys } = componentsText;
  if (isMac) return macKeys[key] ?? keys[key] ?? key;
  return keys[key === "Mod" ? "Ctrl" : key] ?? key;
}
