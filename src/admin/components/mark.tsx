import { markAddress } from "./mark-address.ts";

const address = markAddress();

/** The product's mark. Its name stands beside it. */
export function Mark() {
  return <img src={address} alt="" width={28} height={28} />;
}
