import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { frameOf, type InputProps } from "./input-props.ts";

/** Yes or no. */
export function BoolInput(props: InputProps) {
  const { required: _required, aside, hint, ...frame } = frameOf(props);
  return (
    <SwitchField
      {...frame}
      hint={
        (hint !== undefined || aside !== undefined) && (
          <>
            {hint} {aside}
          </>
        )
      }
      checked={props.value === true}
      onChange={props.onChange}
    />
  );
}
