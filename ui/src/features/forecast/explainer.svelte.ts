/** The one panel that explains figures: whoever is clicked hands it a spec and itself as the anchor. */
import { getContext, setContext } from "svelte";
import type { Spec } from "./explain";

const KEY = Symbol("explainer");

export class Explainer {
  open = $state(false);
  spec = $state.raw<Spec | null>(null);
  anchor = $state.raw<Element | { x: number; y: number } | undefined>(undefined);

  show(anchor: Element | { x: number; y: number }, spec: Spec): void {
    if (this.open && anchor === this.anchor) {
      this.open = false;
      return;
    }
    this.anchor = anchor;
    this.spec = spec;
    this.open = true;
  }
}

export const provideExplainer = (): Explainer => setContext(KEY, new Explainer());
export const explainer = (): Explainer => getContext<Explainer>(KEY);
