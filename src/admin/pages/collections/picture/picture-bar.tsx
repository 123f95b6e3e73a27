import { useReactFlow } from "@xyflow/react";
import {
  Download,
  List,
  Maximize,
  Waypoints,
  Workflow,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { Button, IconButton } from "../../../components/button.tsx";
import { Checkbox } from "../../../components/fields/checkbox.tsx";
import { useShortcut } from "../../../components/hooks/use-shortcut.ts";
import { Menu } from "../../../components/overlays/menu.tsx";
import { SearchField } from "../../../components/fields/search-field.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { pictureText } from "../../../text/picture.ts";
import { saveFile } from "../../../components/texts/save-file.ts";
import type { CollectionNodeType } from "./collection-node.tsx";
import { drawSvg, type Drawing } from "./draw-svg.ts";
import { pngFile, readColors, svgFile } from "./export-picture.ts";
import { motion } from "./motion.ts";
import styles from "./schema-picture.module.css";
import type { Picture } from "./picture-model.ts";

/** How the picture is shown. */
export interface PictureView {
  readonly search: string;
  readonly withSystem: boolean;
  readonly isList: boolean;
  /** How often it was arranged anew. */
  readonly arranged: number;
}

/** What one can do with the picture. */
export function PictureBar({
  picture,
  view,
  onChange,
}: {
  readonly picture: Picture;
  readonly view: PictureView;
  readonly onChange: (change: Partial<PictureView>) => void;
}) {
  const flow = useReactFlow<CollectionNodeType>();

  const fit = () =>
    void flow.fitView({ maxZoom: 1, padding: 0.1, ...motion() });
  useShortcut("Mod+0", fit, { enabled: !view.isList, label: pictureText.fit });

  function draw(): Drawing {
    const nodes = flow.getNodes();
    const places = new Map(nodes.map(({ id, position }) => [id, position]));
    return drawSvg(picture, places, readColors());
  }

  async function exportPng(): Promise<void> {
    const file = await pngFile(draw());
    if (file === undefined) toast.bad(pictureText.exportFailed);
    else saveFile(file, `${pictureText.fileName}.png`);
  }

  return (
    <div className={styles["bar"]}>
      <div className={styles["search"]}>
        <SearchField
          label={pictureText.search}
          placeholder={pictureText.search}
          value={view.search}
          onChange={(search) => onChange({ search })}
        />
      </div>
      <Checkbox
        label={pictureText.system}
        checked={view.withSystem}
        onChange={(withSystem) => onChange({ withSystem })}
      />
      <div className={styles["tools"]}>
        {!view.isList && (
          <>
            <IconButton
              icon={ZoomOut}
              label={pictureText.zoomOut}
              onClick={() => void flow.zoomOut(motion())}
            />
            <IconButton
              icon={ZoomIn}
              label={pictureText.zoomIn}
              onClick={() => void flow.zoomIn(motion())}
            />
            <IconButton icon={Maximize} label={pictureText.fit} onClick={fit} />
            <IconButton
              icon={Workflow}
              label={pictureText.arrange}
              onClick={() => onChange({ arranged: view.arranged + 1 })}
            />
            <Menu
              label={pictureText.export}
              trigger={
                <Button kind="secondary" icon={Download}>
                  {pictureText.export}
                </Button>
              }
              items={[
                {
                  label: pictureText.exportPng,
                  onSelect: () => void exportPng(),
                },
                {
                  label: pictureText.exportSvg,
                  onSelect: () =>
                    saveFile(svgFile(draw()), `${pictureText.fileName}.svg`),
                },
              ]}
            />
          </>
        )}
        <Button
          kind="secondary"
          icon={view.isList ? Waypoints : List}
          onClick={() => onChange({ isList: !view.isList })}
        >
          {view.isList ? pictureText.picture : pictureText.list}
        </Button>
      </div>
    </div>
  );
}
