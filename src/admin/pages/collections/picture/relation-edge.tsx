import {
  BaseEdge,
  type Edge,
  type EdgeProps,
  type Node,
  useInternalNode,
  useNodes,
} from "@xyflow/react";
import { classes } from "../../../components/classes.ts";
import { linePath, type PlacedBox } from "./line-path.ts";
import type { Line } from "./picture-model.ts";
import styles from "./relation-edge.module.css";

export type RelationEdgeType = Edge<
  { readonly line: Line; readonly isActive: boolean },
  "relation"
>;

/** A relation in the picture. */
export function RelationEdge({
  id,
  source,
  target,
  data,
  markerEnd,
}: EdgeProps<RelationEdgeType>) {
  const from = useInternalNode(source);
  const to = useInternalNode(target);
  const nodes = useNodes();
  if (data === undefined || from === undefined || to === undefined) return null;
  const { line, isActive } = data;
  const path = linePath(
    line,
    placedBox(from),
    placedBox(to),
    nodes.map(placedBox),
  );
  return (
    <BaseEdge
      id={id}
      path={path}
      {...(markerEnd !== undefined && { markerEnd })}
      className={classes(
        styles["line"],
        line.isMultiple && styles["several"],
        line.cascades && styles["cascade"],
        isActive && styles["active"],
      )}
    />
  );
}

function placedBox({ id, position, width, height }: Node): PlacedBox {
  return { id, ...position, width: width ?? 0, height: height ?? 0 };
}
