import { useEffect, useEffectEvent, useRef } from "react";

/**
 * Saves, or does so once more after what is being saved already: meanwhile something else may have been typed.
 *
 * @param isSaving whether it is being saved
 * @param needsSaving whether there is anything to save
 * @returns to call when somebody wants it saved
 */
export function useSaveAgain(
  {
    isSaving,
    needsSaving,
  }: { readonly isSaving: boolean; readonly needsSaving: boolean },
  save: () => void,
): () => void {
  const isAsked = useRef(false);
  const saveRest = useEffectEvent(() => {
    if (needsSaving) save();
  });
  useEffect(() => {
    if (isSaving || !isAsked.current) return;
    isAsked.current = false;
    saveRest();
  }, [isSaving]);
  return () => {
    if (isSaving) isAsked.current = true;
    else save();
  };
}
