import { useQuery } from "@tanstack/react-query";
import { geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { projection } from "./map-view.ts";

/** Land and the borders of countries, as paths of SVG. */
export interface LandPaths {
  readonly land: string;
  readonly borders: string;
}

/** How much is enlarged before the finer map is loaded. */
const fineFrom = 6;

type Atlas = Topology<{ countries: GeometryCollection }>;

/** The map that suits how much is enlarged; the coarser one until the finer is there. */
export function useLandPaths(zoom: number): {
  readonly paths: LandPaths | undefined;
  readonly isFailed: boolean;
} {
  const coarse = useQuery({
    queryKey: ["land", "coarse"],
    queryFn: async () =>
      drawn((await import("world-atlas/countries-110m.json")).default),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fine = useQuery({
    queryKey: ["land", "fine"],
    queryFn: async () =>
      drawn((await import("world-atlas/countries-50m.json")).default),
    enabled: zoom >= fineFrom,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const paths = zoom >= fineFrom ? (fine.data ?? coarse.data) : coarse.data;
  return { paths, isFailed: coarse.isError };
}

function drawn(json: unknown): LandPaths {
  // Natural Earth's own file, as the package has it.
  const atlas = json as Atlas;
  const { countries } = atlas.objects;
  const draw = geoPath(projection).digits(3);
  return {
    land: draw(feature(atlas, countries)) ?? "",
    borders: draw(mesh(atlas, countries, (one, other) => one !== other)) ?? "",
  };
}
