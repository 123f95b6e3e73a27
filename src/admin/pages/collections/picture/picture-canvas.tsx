import {
  Background,
  MarkerType,
  ReactFlow,
  useNodesState,
  useReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useCallback, useEffect, useMemo, useState } from "react";
import { pictureText } from "../../../text/picture.ts";
import { arrangeBoxes } from "./arrange-boxes.ts";
import { CollectionNode, type CollectionNodeType } from "./collection-node.tsx";
import styles from "./picture-canvas.module.css";
import { fitsSearch, type Picture } from "./picture-model.ts";
import { RelationEdge, type RelationEdgeType } from "./relation-edge.tsx";
import { motion } from "./motion.ts";

const nodeTypes = { collection: CollectionNode };
const edgeTypes = { relation: RelationEdge };

/** Below it nothing can be read. */
const smallestReadable = 0.6;

/** The boxes and lines, to look at from near and far. Boxes can be moved. */
export function PictureCanvas({
  picture,
  search,
  onOpen,
}: {
  /** Another one begins anew. */
  readonly picture: Picture;
  readonly search: string;
  readonly onOpen: (id: string) => void;
}) {
  const { fitView, getNode, getZoom, setCenter } =
    useReactFlow<CollectionNodeType>();
  const [active, setActive] = useState<string>();

  const showBox = useCallback(
    (id: string) => {
      const node = getNode(id);
      if (node === undefined) return;
      const { position, width = 0, height = 0 } = node;
      setActive(id);
      void setCenter(position.x + width / 2, position.y + height / 2, {
        zoom: Math.max(getZoom(), smallestReadable),
        ...motion(),
      });
    },
    [getNode, getZoom, setCenter],
  );

  const [nodes, setNodes, onNodesChange] = useNodesState<CollectionNodeType>(
    useMemo(() => nodesOf(picture, showBox), [picture, showBox]),
  );
  const edges = useMemo(() => edgesOf(picture, active), [picture, active]);

  useEffect(() => {
    const isSearching = search.trim() !== "";
    const found = picture.boxes
      .filter((box) => isSearching && fitsSearch(box, search))
      .map(({ id }) => ({ id }));
    const ids = new Set(found.map(({ id }) => id));
    setNodes((before) =>
      before.map((node) => ({
        ...node,
        data: { ...node.data, isDimmed: isSearching && !ids.has(node.id) },
      })),
    );
    if (found.length > 0) {
      void fitView({ nodes: found, maxZoom: 1, padding: 0.3, ...motion() });
    }
  }, [search, picture, setNodes, fitView]);

  return (
    <div className={styles["canvas"]}>
      <ReactFlow<CollectionNodeType, RelationEdgeType>
        aria-label={pictureText.label}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeClick={(_event, { id }) => onOpen(id)}
        onNodeMouseEnter={(_event, { id }) => setActive(id)}
        onNodeMouseLeave={() => setActive(undefined)}
        nodesFocusable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
        minZoom={0.05}
        maxZoom={2}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={24} />
      </ReactFlow>
    </div>
  );
}

function nodesOf(
  picture: Picture,
  onReached: (id: string) => void,
): CollectionNodeType[] {
  const places = arrangeBoxes(picture);
  return picture.boxes.map((box) => ({
    id: box.id,
    type: "collection",
    position: { ...(places.get(box.id) ?? { x: 0, y: 0 }) },
    width: box.width,
    height: box.height,
    data: { box, isDimmed: false, onReached },
  }));
}

function edgesOf(
  { lines }: Picture,
  active: string | undefined,
): RelationEdgeType[] {
  return lines.map((line) => {
    const isActive = line.source === active || line.target === active;
    return {
      id: line.id,
      type: "relation",
      source: line.source,
      target: line.target,
      zIndex: isActive ? 1 : 0,
      data: { line, isActive },
      markerEnd: {
        type: MarkerType.ArrowClosed,
        color: isActive ? "var(--accent)" : "var(--ink-faint)",
        markerUnits: "userSpaceOnUse",
        width: 16,
        height: 16,
      },
    };
  });
}
