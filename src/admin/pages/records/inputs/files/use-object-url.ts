import { useEffect, useState } from "react";

/** Where a file that is not sent yet can be shown from, for as long as it is. It is the same file all the time. */
export function useObjectUrl(file: Blob | undefined): string | undefined {
  const [url] = useState(() => file && URL.createObjectURL(file));
  useEffect(
    () => () => {
      if (url !== undefined) URL.revokeObjectURL(url);
    },
    [url],
  );
  return url;
}
