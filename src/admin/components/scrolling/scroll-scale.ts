/**
 * Browsers end a scroll box somewhere: Chrome and Safari at 33,554,432 pixels, Firefox at 17,895,698. What is higher is
 * scrolled in a lower box: small steps move the content by as much, and steps as long as those of a dragged scroll bar by its
 * share of the whole.
 */
export const maxBoxHeight = 15_000_000;

/** Pixels at both ends of the box that scroll the content by as much, so that the ends are reached without a jump. */
const edge = 100_000;

/** Views that a step of the wheel, or of a key, is shorter than. */
const longestStep = 2;

/** Of the whole content, and of what is seen of it at once; pixels. */
export interface Heights {
  readonly content: number;
  readonly view: number;
}

/** Where a box is scrolled to, and what of the content is at the top of the view then; pixels. */
export interface Place {
  readonly scrollTop: number;
  readonly top: number;
}

/** How high the box is in which content of this height is scrolled. */
export function boxHeight({ content }: Heights): number {
  return Math.min(content, maxBoxHeight);
}

/** The place after the browser has scrolled from another. */
export function scrolled(from: Place, scrollTop: number, of: Heights): Place {
  const step = scrollTop - from.scrollTop;
  const isDragged = Math.abs(step) > longestStep * of.view;
  const isAtEnd = scrollTop <= 0 || scrollTop >= ends(of).box;
  if (isDragged || isAtEnd || !isScaled(of)) {
    return { scrollTop, top: toTop(scrollTop, of) };
  }
  return { scrollTop, top: clamp(from.top + step, of) };
}

/** The place where this is at the top of the view, as far as the content reaches. */
export function placeAt(top: number, of: Heights): Place {
  const reached = clamp(top, of);
  return { scrollTop: toScrollTop(reached, of), top: reached };
}

function isScaled({ content }: Heights): boolean {
  return content > maxBoxHeight;
}

function toTop(scrollTop: number, of: Heights): number {
  if (!isScaled(of)) return clamp(scrollTop, of);
  const { box, content } = ends(of);
  if (scrollTop <= edge) return clamp(scrollTop, of);
  if (scrollTop >= box - edge) return clamp(content - (box - scrollTop), of);
  const share = (scrollTop - edge) / (box - 2 * edge);
  return Math.round(edge + share * (content - 2 * edge));
}

function toScrollTop(top: number, of: Heights): number {
  if (!isScaled(of)) return top;
  const { box, content } = ends(of);
  if (top <= edge) return top;
  if (top >= content - edge) return box - (content - top);
  const share = (top - edge) / (content - 2 * edge);
  return Math.round(edge + share * (box - 2 * edge));
}

/** The last places of both. */
function ends(of: Heights): { readonly box: number; readonly content: number } {
  return { box: boxHeight(of) - of.view, content: of.content - of.view };
}

function clamp(top: number, { content, view }: Heights): number {
  return Math.min(Math.max(top, 0), Math.max(0, content - view));
}
