import { useState } from "react";

/** Whether something is open that opens by itself once anything in it is wrong. */
export function useOpenForProblem(
  hasProblem: boolean,
  isOpenAtFirst = false,
): readonly [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(isOpenAtFirst || hasProblem);
  const [hadProblem, setHadProblem] = useState(hasProblem);
  if (hasProblem !== hadProblem) {
    setHadProblem(hasProblem);
    if (hasProblem) setOpen(true);
  }
  return [isOpen, setOpen];
}
