// Answers: a header in JSON and numbers behind it, looked at where they are.

const VIEWS = { f4: Float32Array, f8: Float64Array, i4: Int32Array, u4: Uint32Array, u2: Uint16Array, i2: Int16Array, u1: Uint8Array, i1: Int8Array };

export function unpack(data) {
  const raw = data.buffer ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data;
  const length = new DataView(raw).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(raw, 4, length)));
  const begin = 4 + length;
  const taken = (value) => {
    if (Array.isArray(value)) return value.map(taken);
    if (value === null || typeof value !== "object") return value;
    if (value.array) return array(raw, begin, value.array);
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, taken(it)]));
  };
  return taken(head);
}

function array(raw, begin, { at, type, shape }) {
  const View = VIEWS[type];
  const count = shape.reduce((a, b) => a * b, 1);
  const all = new View(raw, begin + at, count);
  if (shape.length === 1) return all;
  const width = count / (shape[0] || 1);
  return Array.from({ length: shape[0] }, (_, row) => all.subarray(row * width, (row + 1) * width));
}
