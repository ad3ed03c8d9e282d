/** Lists that several pages of records need: people, products, pipelines, customers by name. */
import { call, query, type CustomerId } from "../../ipc";

export const everyone = () => query("people.list", () => ({}));
export const products = () => query("products.list", () => ({}));
export const pipelines = () => query("pipelines.list", () => ({}));

/** Customers whose name contains the text, for a Combobox. */
export async function findCustomers(text: string): Promise<{ value: CustomerId; label: string; note?: string }[]> {
  const { rows } = await call("customers.list", { filter: text ? { text } : {}, limit: 20 });
  return rows.map((row) => ({ value: row.id, label: row.name, ...(row.region ? { note: row.region } : {}) }));
}
