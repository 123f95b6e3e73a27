import { ReactFlowProvider } from "@xyflow/react";
import { Waypoints } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { useMemo, useState } from "react";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { useCollections } from "../../../server/collections.ts";
import { pictureText } from "../../../text/picture.ts";
import { PictureBar, type PictureView } from "./picture-bar.tsx";
import { PictureCanvas } from "./picture-canvas.tsx";
import { PictureLegend } from "./picture-legend.tsx";
import { PictureList } from "./picture-list.tsx";
import { pictureOf } from "./picture-model.ts";
import styles from "./schema-picture.module.css";

/** The collections and how they refer to each other. */
export function SchemaPicture({
  onClose,
  onOpen,
}: {
  readonly onClose: () => void;
  readonly onOpen: (collection: CollectionModel) => void;
}) {
  const { data } = useCollections();
  const [view, setView] = useState<PictureView>({
    search: "",
    withSystem: false,
    isList: false,
    arranged: 0,
  });
  const { withSystem, search, arranged } = view;
  const picture = useMemo(
    () => pictureOf(data?.filter(({ system }) => withSystem || !system) ?? []),
    [data, withSystem],
  );
  // Another picture is arranged anew.
  const [shown, setShown] = useState({ picture, arranged, count: 0 });
  if (shown.picture !== picture || shown.arranged !== arranged) {
    setShown({ picture, arranged, count: shown.count + 1 });
  }

  function open(id: string): void {
    const collection = data?.find((other) => other.id === id);
    if (collection !== undefined) onOpen(collection);
  }

  return (
    <Dialog open size="full" title={pictureText.title} onClose={onClose}>
      <ReactFlowProvider>
        <div className={styles["page"]}>
          <PictureBar
            picture={picture}
            view={view}
            onChange={(change) => setView({ ...view, ...change })}
          />
          {data === undefined && <Skeleton lines={8} />}
          {data !== undefined && picture.boxes.length === 0 && (
            <EmptyState
              icon={Waypoints}
              title={pictureText.none}
              text={pictureText.noneText}
            />
          )}
          {picture.boxes.length > 0 &&
            (view.isList ? (
              <PictureList picture={picture} search={search} onOpen={open} />
            ) : (
              <>
                <PictureCanvas
                  key={shown.count}
                  picture={picture}
                  search={search}
                  onOpen={open}
                />
                <PictureLegend />
              </>
            ))}
        </div>
      </ReactFlowProvider>
    </Dialog>
  );
}
