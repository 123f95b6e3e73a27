import { ArrowUp } from "lucide-react";
import { Button } from "../../../components/button.tsx";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import styles from "./new-records.module.css";

/** Says that there are new records without moving what is being read, and leads to them. */
export function NewRecords({
  count,
  onShow,
}: {
  readonly count: number;
  readonly onShow: () => void;
}) {
  const { live } = recordsText;
  const label =
    count === 1
      ? live.createdOne
      : fill(live.created, { count: count.toLocaleString("en") });
  return (
    <div role="status" className={styles["place"]}>
      {count > 0 && (
        <div className={styles["pill"]}>
          <Button size="small" icon={ArrowUp} onClick={onShow}>
            {label}
          </Button>
        </div>
      )}
    </div>
  );
}
