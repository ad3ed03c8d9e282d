/** The one panel that explains figures: whoever is clicked hands it a spec and itself as the anchor. */
import { getContext, setContext } from "svelte";
import type { Explanation } from "./explanation";

const KEY = Symbol("explainer");

export class Explainer {
  open = $state(false);
  spec = $state.raw<Explanation | null>(null);
  anchor = $state.raw<Element | { x: number; y: number } | undefined>(undefined);

  show(anchor: Element | { x: number; y: number }, spec: Explanation): void {
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
