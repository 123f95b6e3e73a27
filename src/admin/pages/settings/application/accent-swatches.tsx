import { settingsText } from "../../../text/settings.ts";
import styles from "./accent-swatches.module.css";

const texts = settingsText.application;

/** Accents that can be read on both schemes nearly as they are. */
const accents: Readonly<Record<keyof typeof texts.accentNames, string>> = {
  blue: "#2563c4",
  green: "#1f7a4d",
  teal: "#0f7583",
  violet: "#6a4bc0",
  red: "#b3293f",
  amber: "#a8590c",
};

/** Colours to press. */
export function AccentSwatches({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (color: string) => void;
}) {
  return (
    <div role="group" aria-label={texts.accents} className={styles["swatches"]}>
      {Object.entries(accents).map(([name, color]) => {
        const label = texts.accentNames[name as keyof typeof accents];
        return (
          <button
            key={name}
            type="button"
            className={styles["swatch"]}
            style={{ backgroundColor: color }}
            aria-label={label}
            aria-pressed={value.toLowerCase() === color}
            title={label}
            onClick={() => onChange(color)}
          />
        );
      })}
    </div>
  );
}
