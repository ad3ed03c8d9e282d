/** Which cards of a long column are in the page. All sizes in pixels. */
export interface Place {
  /** Scrolled so far. */
  top: number;
  /** Height of the visible part. */
  height: number;
  /** From one card's top to the next one's. */
  pitch: number;
  count: number;
}

const OVERSCAN = 4;

/** The cards to draw: from `first` up to, not including, `last`. */
export function span({ top, height, pitch, count }: Place): { first: number; last: number } {
  const first = Math.max(0, Math.min(count, Math.floor(top / pitch) - OVERSCAN));
  return { first, last: Math.max(first, Math.min(count, Math.ceil((top + height) / pitch) + OVERSCAN)) };
}

/** The scroll position that shows card `at` whole, or the present one when it does. */
export function reveal(at: number, { top, height, pitch }: Place): number {
  const start = at * pitch;
  if (start < top) return start;
  if (start + pitch > top + height) return Math.max(0, start + pitch - height);
  return top;
}

/** Pixels to scroll per frame with the pointer at `at` inside `from`…`to`: the nearer the edge, the faster. */
export function edgeSpeed(at: number, from: number, to: number, zone = 56, most = 18): number {
  const reach = Math.min(zone, (to - from) / 3);
  if (at < from + reach) return -Math.ceil((Math.min(reach, from + reach - at) / reach) * most);
  if (at > to - reach) return Math.ceil((Math.min(reach, at - (to - reach)) / reach) * most);
  return 0;
}
