import { ExternalLink } from "lucide-react";
import { ControlButton } from "../../../components/fields/control-button.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { recordEditorText } from "../../../text/record-editor.ts";
import { frameOf, type InputProps } from "./input-props.ts";
import { textOf, webAddress } from "../plain-values.ts";

/** The address of a mailbox or of a page, which opens. */
export function AddressInput(props: InputProps) {
  const { field, value, onChange } = props;
  const text = textOf(value);
  const isPage = field.type === "url" && webAddress(text) !== undefined;
  return (
    <TextField
      {...frameOf(props)}
      type={field.type === "url" ? "url" : "email"}
      value={text}
      onChange={onChange}
      buttons={
        isPage && (
          <ControlButton
            icon={ExternalLink}
            label={recordEditorText.input.openLink}
            onClick={() => window.open(text, "_blank", "noopener,noreferrer")}
          />
        )
      }
    />
  );
}
