import type { RecordModel } from "pocketbase";
import { useState } from "react";
import { classes } from "../../../components/classes.ts";
import { fileIcons, fileKind, hasThumb } from "./file-kind.ts";
import styles from "./file-thumb.module.css";
import { useFileUrl } from "./file-url.ts";

export type ThumbSize = "small" | "normal";

/** A record's file, small: a picture of it, or of its kind. Its name stands beside it, or on what it is in. */
export function FileThumb({
  record,
  name,
  size = "normal",
}: {
  readonly record: RecordModel;
  readonly name: string;
  readonly size?: ThumbSize;
}) {
  return fileKind(name) === "image" ? (
    <RecordPicture record={record} name={name} size={size} />
  ) : (
    <PictureThumb name={name} url={undefined} size={size} />
  );
}

function RecordPicture({
  record,
  name,
  size,
}: {
  readonly record: RecordModel;
  readonly name: string;
  readonly size: ThumbSize;
}) {
  const thumb = hasThumb(name) ? { thumb: "100x100" } : {};
  const url = useFileUrl(record, name, thumb);
  return <PictureThumb name={name} url={url} size={size} />;
}

/** The same for a picture at an address; without one, or if it shows nothing, the kind of the file. */
export function PictureThumb({
  name,
  url,
  size = "normal",
}: {
  readonly name: string;
  readonly url: string | undefined;
  readonly size?: ThumbSize;
}) {
  const [failed, setFailed] = useState<string>();
  const Icon = fileIcons[fileKind(name)];
  return (
    <span className={classes(styles["thumb"], styles[size])}>
      {url === undefined || url === failed ? (
        <Icon className={styles["icon"]} aria-hidden />
      ) : (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className={styles["image"]}
          onError={() => setFailed(url)}
        />
      )}
    </span>
  );
}
