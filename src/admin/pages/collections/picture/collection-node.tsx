import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { Asterisk, Layers, Trash2, EyeOff } from "lucide-react";
import { classes } from "../../../components/classes.ts";
import { fill } from "../../../text/index.ts";
import { pictureText } from "../../../text/picture.ts";
import { collectionIcons } from "../collection-icons.ts";
import styles from "./collection-node.module.css";
import type { Box, BoxRow } from "./picture-model.ts";

export type CollectionNodeType = Node<
  {
    readonly box: Box;
    /** Whether it is not among what one looks for. */
    readonly isDimmed: boolean;
    /** The keyboard has come to it. */
    readonly onReached: (id: string) => void;
  },
  "collection"
>;

/** A collection in the picture. */
export function CollectionNode({
  data: { box, isDimmed, onReached },
}: NodeProps<CollectionNodeType>) {
  const Icon = collectionIcons[box.type];
  return (
    <div className={classes(styles["box"], isDimmed && styles["dimmed"])}>
      {/* Lines are drawn from their row to the nearer side, whatever these say; without any none would be drawn. */}
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={false}
        className={styles["handle"]}
      />
      {/* The press is the box's, all of which can be pressed. */}
      <button
        type="button"
        className={styles["head"]}
        aria-label={fill(pictureText.open, { name: box.name })}
        title={pictureText.move}
        onFocus={(event) => {
          if (event.currentTarget.matches(":focus-visible")) onReached(box.id);
        }}
      >
        <Icon className={styles["icon"]} aria-hidden />
        <span className={styles["name"]}>{box.name}</span>
      </button>
      <ul className={styles["rows"]}>
        {box.rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </ul>
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={false}
        className={styles["handle"]}
      />
    </div>
  );
}

function Row({ row }: { readonly row: BoxRow }) {
  const { marks } = pictureText;
  return (
    <li className={styles["row"]}>
      <span className={styles["field"]}>{row.name}</span>
      {row.isRequired && (
        <Asterisk className={styles["mark"]} aria-label={marks.required} />
      )}
      {row.isHidden && (
        <EyeOff className={styles["mark"]} aria-label={marks.hidden} />
      )}
      {row.isMultiple && (
        <Layers className={styles["mark"]} aria-label={marks.several} />
      )}
      {row.cascades && (
        <Trash2 className={styles["mark"]} aria-label={marks.cascade} />
      )}
      <span className={styles["type"]}>{row.type}</span>
    </li>
  );
}
