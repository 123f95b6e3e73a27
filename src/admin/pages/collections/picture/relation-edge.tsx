import {
  BaseEdge,
  type Edge,
  type EdgeProps,
  useInternalNode,
} from "@xyflow/react";
import { classes } from "../../../components/classes.ts";
import { linePath } from "./line-path.ts";
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
  if (data === undefined || from === undefined || to === undefined) return null;
  const { line, isActive } = data;
  const path = linePath(
    line,
    { ...from.internals.positionAbsolute, width: from.width ?? 0 },
    { ...to.internals.positionAbsolute, width: to.width ?? 0 },
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
