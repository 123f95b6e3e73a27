import { classes } from "../../../components/classes.ts";
import { pictureText } from "../../../text/picture.ts";
import lines from "./relation-edge.module.css";
import styles from "./schema-picture.module.css";

const texts = pictureText.legend;

/** What the kinds of lines mean. */
export function PictureLegend() {
  return (
    <p className={styles["legend"]}>
      <span>{texts.title}:</span>
      <Sample label={texts.one} look={lines["line"]} />
      <Sample
        label={texts.several}
        look={classes(lines["line"], lines["several"])}
      />
      <Sample
        label={texts.cascade}
        look={classes(lines["line"], lines["cascade"])}
      />
    </p>
  );
}

function Sample({
  label,
  look,
}: {
  readonly label: string;
  readonly look: string | undefined;
}) {
  return (
    <span className={styles["sample"]}>
      <svg viewBox="0 0 32 8" className={styles["stroke"]} aria-hidden="true">
        <path d="M0,4 H32" className={look} />
      </svg>
      {label}
    </span>
  );
}
