/** Runes for plain test files. */
export const effectRoot = (work: () => void): (() => void) => $effect.root(work);
