import { useStored } from "../../../components/hooks/use-stored.ts";
import { storedTexts } from "../../../components/hooks/stored-values.ts";

const none: readonly string[] = [];

/** The ids of the collections that this browser keeps on top. */
export function usePins(): {
  readonly pins: readonly string[];
  readonly toggle: (id: string) => void;
} {
  const [pins, store] = useStored("pinnedCollections", none, storedTexts);
  return {
    pins,
    toggle: (id) =>
      store(
        pins.includes(id)
          ? pins.filter((other) => other !== id)
          : [...pins, id],
      ),
  };
}
