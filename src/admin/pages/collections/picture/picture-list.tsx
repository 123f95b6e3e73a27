import { ArrowRight } from "lucide-react";
import { Badge } from "../../../components/badge.tsx";
import { fill } from "../../../text/index.ts";
import { pictureText } from "../../../text/picture.ts";
import { collectionIcons } from "../collection-icons.ts";
import styles from "./picture-list.module.css";
import {
  type Box,
  fitsSearch,
  type Line,
  type Picture,
} from "./picture-model.ts";

/** What the picture shows, in words. */
export function PictureList({
  picture,
  search,
  onOpen,
}: {
  readonly picture: Picture;
  readonly search: string;
  readonly onOpen: (id: string) => void;
}) {
  const names = new Map(picture.boxes.map(({ id, name }) => [id, name]));
  return (
    <ul className={styles["list"]}>
      {picture.boxes
        .filter((box) => fitsSearch(box, search))
        .map((box) => (
          <li key={box.id} className={styles["collection"]}>
            <Head box={box} onOpen={onOpen} />
            <Lines
              title={pictureText.refersTo}
              lines={picture.lines.filter(({ source }) => source === box.id)}
              names={names}
            />
            <Lines
              title={pictureText.referredBy}
              lines={picture.lines.filter(({ target }) => target === box.id)}
              names={names}
              areBack
            />
            {picture.lines.every(
              ({ source, target }) => source !== box.id && target !== box.id,
            ) && (
              <span className={styles["quiet"]}>{pictureText.noRelations}</span>
            )}
          </li>
        ))}
    </ul>
  );
}

function Head({
  box,
  onOpen,
}: {
  readonly box: Box;
  readonly onOpen: (id: string) => void;
}) {
  const Icon = collectionIcons[box.type];
  const count = box.rows.length;
  return (
    <div className={styles["head"]}>
      <Icon className={styles["icon"]} aria-hidden />
      <button
        type="button"
        className={styles["name"]}
        aria-label={fill(pictureText.open, { name: box.name })}
        onClick={() => onOpen(box.id)}
      >
        {box.name}
      </button>
      <span className={styles["quiet"]}>
        {count === 1
          ? pictureText.oneField
          : fill(pictureText.fields, { count })}
      </span>
    </div>
  );
}

function Lines({
  title,
  lines,
  names,
  areBack = false,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Of the collections, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether they lead to the collection, and not from it. */
  readonly areBack?: boolean;
}) {
  if (lines.length === 0) return null;
  const { marks } = pictureText;
  return (
    <div className={styles["lines"]}>
      <span className={styles["quiet"]}>{title}</span>
      <ul className={styles["inner"]}>
        {lines.map((line) => (
          <li key={line.id} className={styles["line"]}>
            {areBack ? (
              <code>
                {names.get(line.source)}.{line.field}
              </code>
            ) : (
              <>
                <code>{line.field}</code>
                <ArrowRight
                  className={styles["arrow"]}
                  aria-label={pictureText.leadsTo}
                />
                <code>{names.get(line.target)}</code>
              </>
            )}
            {line.isMultiple && <Badge>{marks.several}</Badge>}
            {line.cascades && <Badge kind="warn">{marks.cascade}</Badge>}
          </li>
        ))}
      </ul>
    </div>
  );
}
