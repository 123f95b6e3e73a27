import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { type RowRange, rowsAt } from "./row-range.ts";
import {
  boxHeight,
  type Heights,
  type Place,
  placeAt,
  scrolled,
} from "./scroll-scale.ts";

/** Milliseconds without scrolling after which the scroll bar is put where it belongs. */
const rest = 200;

export interface TableScroll {
  /** The rows to render. */
  readonly range: RowRange;
  /** Pixels from the top of the box to the first of them. */
  readonly rowsTop: number;
  /** Pixels. */
  readonly boxHeight: number;
  /** Whole rows that are seen at once. */
  readonly rowsInView: number;
  /** The first row that is seen, which changes with every scroll: to be asked for, and listened to. */
  readonly firstInView: () => number;
  readonly onScroll: (listener: () => void) => () => void;
  /** Scrolls as little as shows this row. */
  readonly show: (row: number) => void;
  /** Scrolls this row to the top. */
  readonly goTo: (row: number) => void;
}

/**
 * Scrolls through rows of one height, of which only those near the view are rendered.
 *
 * @param ref what scrolls; a header as high as a row stays at its top
 */
export function useTableScroll(
  ref: RefObject<HTMLDivElement | null>,
  rowCount: number,
  rowHeight: number,
): TableScroll {
  const [viewHeight, setViewHeight] = useState(0);
  const heights = useMemo<Heights>(
    () => ({ content: rowCount * rowHeight, view: viewHeight }),
    [rowCount, rowHeight, viewHeight],
  );
  const place = useRef<Place>({ scrollTop: 0, top: 0 });
  const listeners = useRef(new Set<() => void>());
  const [shown, setShown] = useState({ top: 0, offset: 0 });
  const range = rowsAt(shown.top, viewHeight, rowHeight, rowCount);

  /** Renders anew only if other rows are near the view now. */
  const moveTo = useCallback(
    (next: Place) => {
      place.current = next;
      const offset = next.scrollTop - next.top;
      setShown((last) => {
        const before = rowsAt(last.top, heights.view, rowHeight, rowCount);
        const now = rowsAt(next.top, heights.view, rowHeight, rowCount);
        const isSame = last.offset === offset && before.first === now.first;
        return isSame ? last : { top: next.top, offset };
      });
      for (const listener of listeners.current) listener();
    },
    [heights, rowHeight, rowCount],
  );

  const scrollTo = useCallback(
    (top: number) => {
      const next = placeAt(top, heights);
      // Rows and scroll bar move at once: the box may be higher only from now on.
      flushSync(() => moveTo(next));
      ref.current?.scrollTo({ top: next.scrollTop, behavior: "instant" });
    },
    [ref, heights, moveTo],
  );

  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    let timer = 0;
    const settle = () => {
      const settled = placeAt(place.current.top, heights);
      if (settled.scrollTop !== place.current.scrollTop) {
        scrollTo(settled.top);
      }
    };
    const handleScroll = () => {
      const { scrollTop } = element;
      // Browsers round to their own pixels what they were told.
      if (Math.abs(scrollTop - place.current.scrollTop) < 1) return;
      moveTo(scrolled(place.current, scrollTop, heights));
      window.clearTimeout(timer);
      timer = window.setTimeout(settle, rest);
    };
    element.addEventListener("scroll", handleScroll, { passive: true });
    return () => {
      window.clearTimeout(timer);
      element.removeEventListener("scroll", handleScroll);
    };
  }, [ref, heights, moveTo, scrollTo]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = () =>
      setViewHeight(Math.max(0, element.clientHeight - rowHeight));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, rowHeight]);

  // Fewer rows than before may end above of where one is.
  useLayoutEffect(() => {
    const reachable = placeAt(place.current.top, heights);
    if (reachable.top !== place.current.top) moveTo(reachable);
  }, [heights, moveTo]);

  const show = useCallback(
    (row: number) => {
      const from = row * rowHeight;
      const to = from + rowHeight - heights.view;
      const { top } = place.current;
      if (from < top) scrollTo(from);
      else if (to > top) scrollTo(to);
    },
    [rowHeight, heights, scrollTo],
  );

  return {
    range,
    rowsTop: range.first * rowHeight + shown.offset,
    boxHeight: boxHeight(heights),
    rowsInView: Math.max(1, Math.floor(viewHeight / rowHeight)),
    firstInView: useCallback(
      () => Math.floor(place.current.top / rowHeight),
      [rowHeight],
    ),
    onScroll: useCallback((listener) => {
      listeners.current.add(listener);
      return () => listeners.current.delete(listener);
    }, []),
    show,
    goTo: useCallback(
      (row) => scrollTo(row * rowHeight),
      [scrollTo, rowHeight],
    ),
  };
}
