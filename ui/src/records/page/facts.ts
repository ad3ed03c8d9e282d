/** One fact of a record: how it is shown, how it is changed. */
import type { CustomField, CustomValue, Work } from "../../ipc";
import type { Around } from "../customFields/customFields";

export interface Option {
  value: number | string;
  label: string;
  note?: string | undefined;
}

interface Base {
  /** Of the column; also the test id "field-<name>". */
  name: string;
  label: string;
  /** As people read it; empty when there is nothing. */
  shown: string;
  /** The whole value on hover, when `shown` is short. */
  title?: string | undefined;
  /** Where the value leads. */
  href?: string | undefined;
  /** The page of the web that the value names; it opens outside the program. */
  site?: string | undefined;
  tone?: "red" | "amber" | "green" | undefined;
  /** The person shown before it. */
  person?: { name: string; me: boolean } | undefined;
  /** Cannot be changed. */
  fixed?: boolean;
}

/** The currency of an amount. `rate_micro`: base currency per unit, in millionths; only in another currency. */
export interface Price {
  currency: string;
  rate_micro: number | null;
}

export type Fact = Base &
  (
    | { kind: "fixed" }
    | { kind: "text" | "lines"; value: string | null; save: (value: string | null) => Work }
    | { kind: "number"; value: number | null; unit?: string; min?: number; max?: number; decimals?: number; save: (value: number | null) => Work }
    | { kind: "money"; value: number | null; currency: string; save: (value: number | null) => Work }
    | { kind: "currency"; value: Price; base: string; save: (value: Price) => Work }
    | { kind: "day"; value: string | null; save: (value: string | null) => Work }
    | { kind: "own"; value: CustomValue | null; field: CustomField; around: Around; save: (value: CustomValue | null) => Work }
    | { kind: "choice"; value: number | string; options: Option[]; save: (value: number | string) => Work }
    | {
        kind: "pick";
        value: number | null;
        text: string;
        clearable: boolean;
        search: (text: string) => Option[] | Promise<Option[]>;
        create?: (text: string) => Work;
        save: (value: number | null) => Work;
      }
  );

/** Whether its value has several lines. */
export const isTall = (fact: Fact): boolean => fact.kind === "lines" || (fact.kind === "own" && fact.field.kind === "long_text");

/** The next fact that can be changed, in either direction; null at the end. */
export function neighbour(facts: readonly Pick<Fact, "name" | "fixed" | "kind">[], name: string, step: 1 | -1): string | null {
  const open = facts.filter((fact) => !fact.fixed && fact.kind !== "fixed");
  const at = open.findIndex((fact) => fact.name === name);
  return at < 0 ? null : (open[at + step]?.name ?? null);
}

/** Currencies offered first. */
export const CURRENCIES = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "SGD", "KWD"] as const;
