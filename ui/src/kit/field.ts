/** What a Field tells the control inside it. */
import { getContext, setContext } from "svelte";

export interface FieldContext {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}
const KEY = Symbol("field");

export const provideField = (field: FieldContext): FieldContext => setContext(KEY, field);
export const fieldAround = (): FieldContext | undefined => getContext<FieldContext | undefined>(KEY);
