import { lazy, Suspense } from "react";
import { FieldFrame } from "../../../../components/fields/field.tsx";
import { Skeleton } from "../../../../components/layout/skeleton.tsx";
import { frameOf, type InputProps } from "../input-props.ts";
import { textOf } from "../../plain-values.ts";

const RichText = lazy(async () => ({
  default: (await import("./rich-text.tsx")).RichText,
}));

/** A text with formatting: HTML. */
export function RichTextInput(props: InputProps) {
  const frame = frameOf(props);
  return (
    <Suspense
      fallback={
        <FieldFrame {...frame}>{() => <Skeleton height="14rem" />}</FieldFrame>
      }
    >
      <RichText
        frame={frame}
        value={textOf(props.value)}
        onChange={props.onChange}
      />
    </Suspense>
  );
}
