/** Text as GBK bytes. The runtime only reads that encoding, so what it reads is turned around. */
export function gbk(text: string): Buffer {
  const reader = new TextDecoder("gbk");
  const bytes = new Map<string, number[]>();
  for (let first = 0x81; first < 0xff; first++) {
    for (let second = 0x40; second < 0xff; second++) {
      const char = reader.decode(Uint8Array.of(first, second));
      if ([...char].length === 1 && !bytes.has(char)) bytes.set(char, [first, second]);
    }
  }
  return Buffer.from(
    [...text].flatMap((char) => {
      const code = char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : bytes.get(char);
      if (!code) throw new Error(`${char} is not in GBK`);
      return code;
    }),
  );
}
