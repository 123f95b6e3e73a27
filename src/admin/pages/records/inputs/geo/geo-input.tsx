import { Map as MapIcon } from "lucide-react";
import { lazy, Suspense, useId, useState } from "react";
import { Button } from "../../../../components/button.tsx";
import { FieldFrame } from "../../../../components/fields/field.tsx";
import { NumberField } from "../../../../components/fields/number-field.tsx";
import { Skeleton } from "../../../../components/layout/skeleton.tsx";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { frameOf, type InputProps } from "../input-props.ts";
import styles from "./geo-input.module.css";
import { type GeoPoint, pointOf, readPoint } from "./geo-point.ts";

const { geo: texts } = recordEditorText;

const GeoMap = lazy(async () => ({
  default: (await import("./geo-map.tsx")).GeoMap,
}));

/** A place on earth, in degrees, or on a map. */
export function GeoInput(props: InputProps) {
  const { value, onChange, field } = props;
  const [isOpen, setOpen] = useState(false);
  const mapId = useId();
  const point = pointOf(value);

  function change(part: Partial<GeoPoint>): void {
    onChange({ ...point, ...part });
  }

  return (
    <FieldFrame {...frameOf(props)}>
      {({ control, labelId, edited }) => (
        <div
          {...control}
          role="group"
          tabIndex={-1}
          aria-labelledby={labelId}
          aria-required={undefined}
          className={styles["geo"]}
          onPaste={(event) => {
            const pasted = readPoint(event.clipboardData.getData("text"));
            if (pasted === undefined) return;
            event.preventDefault();
            edited();
            onChange(pasted);
          }}
        >
          <div className={styles["numbers"]}>
            <NumberField
              name={`${field.name}.lon`}
              label={texts.lon}
              min={-180}
              max={180}
              none={0}
              unit="°"
              value={point.lon}
              onChange={(lon) => {
                edited();
                change({ lon: lon ?? 0 });
              }}
            />
            <NumberField
              name={`${field.name}.lat`}
              label={texts.lat}
              min={-90}
              max={90}
              none={0}
              unit="°"
              value={point.lat}
              onChange={(lat) => {
                edited();
                change({ lat: lat ?? 0 });
              }}
            />
            <Button
              kind="secondary"
              icon={MapIcon}
              aria-expanded={isOpen}
              aria-controls={isOpen ? mapId : undefined}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? texts.hideMap : texts.showMap}
            </Button>
          </div>
          {isOpen && (
            <div id={mapId}>
              <Suspense fallback={<Skeleton height="20rem" />}>
                <GeoMap
                  point={point}
                  onChange={(next) => {
                    edited();
                    onChange(next);
                  }}
                />
              </Suspense>
            </div>
          )}
        </div>
      )}
    </FieldFrame>
  );
}
