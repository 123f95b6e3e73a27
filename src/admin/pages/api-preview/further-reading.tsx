import { docsUrl } from "../../server/connect.ts";
import { apiPreviewText } from "../../text/api-preview.ts";
import styles from "./further-reading.module.css";

const { further: texts } = apiPreviewText;

const places = [
  [docsUrl, texts.api],
  ["https://github.com/pocketbase/js-sdk", texts.js],
  ["https://github.com/pocketbase/dart-sdk", texts.dart],
] as const;

/** Where there is more about what the examples use. */
export function FurtherReading() {
  return (
    <nav className={styles["further"]} aria-label={texts.label}>
      {places.map(([address, label]) => (
        <a key={address} href={address} target="_blank" rel="noopener">
          {label}
        </a>
      ))}
    </nav>
  );
}
