import { sql } from "drizzle-orm";

/** An id for rows that were inserted by hand: "r" and 14 hexadecimal digits. */
export const randomId = sql`('r'||lower(hex(randomblob(7))))`;
export const now = sql`(strftime('%Y-%m-%d %H:%M:%fZ'))`;
