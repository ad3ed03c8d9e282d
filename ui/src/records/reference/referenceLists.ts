/** Lists that several pages of records need: people, products, pipelines, customers by name. */
import { call, query, type CustomerId } from "../../ipc";

type When = () => Record<string, never> | null;
const always: When = () => ({});

/** `when` answers null as long as they are not needed. */
export const everyone = (when: When = always) => query("people.list", when);
export const products = (when: When = always) => query("products.list", when);
export const pipelines = (when: When = always) => query("pipelines.list", when);

/** Customers whose name contains the text, for a Combobox. */
export async function findCustomers(text: string): Promise<{ value: CustomerId; label: string; note?: string }[]> {
  const { rows } = await call("customers.list", { filter: text ? { text } : {}, limit: 20 });
  return rows.map((row) => ({ value: row.id, label: row.name, ...(row.region ? { note: row.region } : {}) }));
}
