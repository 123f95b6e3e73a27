import type { Drawing, PictureColors } from "./draw-svg.ts";

/** The colours that the page has now, as SVG writes them: a variable may stand for two, by the scheme. */
export function readColors(): PictureColors {
  const probe = document.createElement("span");
  // Or each would be on its way from the last one.
  probe.style.transitionProperty = "none";
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    page: read("page"),
    surface: read("surface"),
    surfaceSunken: read("surface-sunken"),
    border: read("border"),
    borderStrong: read("border-strong"),
    ink: read("ink"),
    inkFaint: read("ink-faint"),
  };
  probe.remove();
  return colors;
}

export function svgFile({ svg }: Drawing): Blob {
  return new Blob([svg], { type: "image/svg+xml" });
}

/** Pixels of a side that browsers can paint. */
const longestSide = 16_000;

/** Paints it at twice its size, so that it is sharp, or as large as can be. Undefined where that fails. */
export async function pngFile(drawing: Drawing): Promise<Blob | undefined> {
  const { width, height } = drawing;
  const scale = Math.min(2, longestSide / Math.max(width, height));
  const url = URL.createObjectURL(svgFile(drawing));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png");
    });
  } catch (error) {
    // The browser has no memory for it.
    if (error instanceof DOMException) return undefined;
    throw error;
  } finally {
    URL.revokeObjectURL(url);
  }
}
