import { LocateFixed, MapPin, Minus, Plus } from "lucide-react";
import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { IconButton } from "../../../../components/button.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import styles from "./geo-map.module.css";
import { type GeoPoint, tidyPoint } from "./geo-point.ts";
import { useLandPaths } from "./land-paths.ts";
import {
  boundedView,
  type MapSize,
  type MapView,
  projection,
  zoomedView,
} from "./map-view.ts";

const { geo: texts } = recordEditorText;

/** Pixels that a pointer may move and still press rather than drag. */
const steady = 4;
/** Pixels that an arrow key moves the pin. */
const step = 4;
/** How much is enlarged at first, where there is a place to look at. */
const nearby = 8;

interface Dragging {
  readonly what: "pin" | "map";
  readonly from: readonly [number, number];
  readonly view: MapView;
  readonly isMoved: boolean;
}

/** A map of the earth, without places of the web. The pin is dragged, or put where one presses. */
export function GeoMap({
  point,
  onChange,
}: {
  readonly point: GeoPoint;
  readonly onChange: (point: GeoPoint) => void;
}) {
  const map = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<MapSize>({ width: 600, height: 320 });
  const [wanted, setView] = useState(() => firstView(point));
  const [dragging, setDragging] = useState<Dragging>();
  const view = boundedView(wanted, size);
  const { paths, isFailed } = useLandPaths(view.zoom);
  const [pinX, pinY] = placeOf(point, view, size);
  // A pin that is put out of sight, by keyboard or by numbers, is followed.
  const [seen, setSeen] = useState(point);
  if (seen.lon !== point.lon || seen.lat !== point.lat) {
    setSeen(point);
    const isInSight =
      pinX >= 0 && pinX <= size.width && pinY >= 0 && pinY <= size.height;
    if (!isInSight) setView({ ...firstView(point), zoom: view.zoom });
  }

  useEffect(() => {
    if (map.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize(entry.contentRect);
    });
    observer.observe(map.current);
    return () => observer.disconnect();
  }, []);

  // React listens to the wheel without being able to keep the panel from scrolling. Without a key it scrolls.
  const zoomByWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    setView(zoomedView(view, 2 ** (-event.deltaY / 100), size, offset(event)));
  });
  useEffect(() => {
    const element = map.current;
    element?.addEventListener("wheel", zoomByWheel, { passive: false });
    return () => element?.removeEventListener("wheel", zoomByWheel);
  }, []);

  /** Pixels from the map's middle. */
  function offset(event: {
    readonly clientX: number;
    readonly clientY: number;
  }): [number, number] {
    const box = map.current?.getBoundingClientRect() ?? new DOMRect();
    return [
      event.clientX - box.left - box.width / 2,
      event.clientY - box.top - box.height / 2,
    ];
  }
  function putPin([dx, dy]: readonly [number, number]): void {
    const at = projection.invert?.([
      view.x + dx / view.zoom,
      view.y + dy / view.zoom,
    ]);
    if (at) onChange(tidyPoint({ lon: at[0], lat: at[1] }));
  }
  function handleDown(what: Dragging["what"], event: PointerEvent): void {
    if (event.button !== 0) return;
    event.stopPropagation();
    map.current?.setPointerCapture(event.pointerId);
    setDragging({ what, from: offset(event), view, isMoved: false });
  }
  function handleMove(event: PointerEvent): void {
    if (dragging === undefined) return;
    const [x, y] = offset(event);
    const [dx, dy] = [x - dragging.from[0], y - dragging.from[1]];
    if (!dragging.isMoved && Math.hypot(dx, dy) < steady) return;
    if (!dragging.isMoved) setDragging({ ...dragging, isMoved: true });
    if (dragging.what === "pin") {
      putPin([x, y]);
      return;
    }
    const { zoom } = dragging.view;
    setView({
      x: dragging.view.x - dx / zoom,
      y: dragging.view.y - dy / zoom,
      zoom,
    });
  }
  function handleUp(event: PointerEvent): void {
    if (dragging?.what === "map" && !dragging.isMoved) putPin(offset(event));
    setDragging(undefined);
  }
  function handleKey(event: KeyboardEvent): void {
    const [x, y] = arrows[event.key] ?? [0, 0];
    if (event.key === "+" || event.key === "-") {
      setView(zoomedView(view, event.key === "+" ? 2 : 0.5, size));
    } else if (x !== 0 || y !== 0) {
      const far = event.shiftKey ? step * 8 : step;
      putPin([
        pinX - size.width / 2 + x * far,
        pinY - size.height / 2 + y * far,
      ]);
    } else {
      return;
    }
    event.preventDefault();
  }

  if (isFailed) return <Notice kind="bad">{texts.failed}</Notice>;
  return (
    <div
      ref={map}
      role="group"
      aria-label={texts.map}
      className={styles["map"]}
      onPointerDown={(event) => handleDown("map", event)}
      onPointerMove={handleMove}
      onPointerUp={handleUp}
      onPointerCancel={() => setDragging(undefined)}
    >
      <svg className={styles["land"]} aria-hidden>
        <g
          transform={`translate(${size.width / 2} ${size.height / 2}) scale(${view.zoom}) translate(${-view.x} ${-view.y})`}
        >
          <path d={paths?.land} className={styles["ground"]} />
          <path d={paths?.borders} className={styles["border"]} />
        </g>
      </svg>
      <button
        type="button"
        className={styles["pin"]}
        style={{ left: pinX, top: pinY }}
        aria-label={fill(texts.pin, { ...point })}
        onPointerDown={(event) => handleDown("pin", event)}
        onKeyDown={handleKey}
      >
        <MapPin aria-hidden />
      </button>
      <div
        className={styles["tools"]}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <IconButton
          icon={Plus}
          size="small"
          kind="secondary"
          label={texts.zoomIn}
          onClick={() => setView(zoomedView(view, 2, size))}
        />
        <IconButton
          icon={Minus}
          size="small"
          kind="secondary"
          label={texts.zoomOut}
          onClick={() => setView(zoomedView(view, 0.5, size))}
        />
        <IconButton
          icon={LocateFixed}
          size="small"
          kind="secondary"
          label={texts.center}
          onClick={() => setView({ ...firstView(point), zoom: view.zoom })}
        />
      </div>
    </div>
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The whole earth if there is no place yet, which is what 0, 0 says. */
function firstView(point: GeoPoint): MapView {
  const [x, y] = projection([point.lon, point.lat]) ?? [0, 0];
  return { x, y, zoom: point.lon === 0 && point.lat === 0 ? 1 : nearby };
}

/** Where a place is on the map, in pixels. */
function placeOf(
  { lon, lat }: GeoPoint,
  view: MapView,
  { width, height }: MapSize,
): [number, number] {
  const [x, y] = projection([lon, lat]) ?? [0, 0];
  return [
    (x - view.x) * view.zoom + width / 2,
    (y - view.y) * view.zoom + height / 2,
  ];
}
