/** The discrete Fourier transform of a square of complex numbers whose side is a power of two. */

export interface ComplexSquare {
  readonly side: number
  readonly re: Float64Array
  readonly im: Float64Array
}

export function complexSquare(side: number): ComplexSquare {
  return { side, re: new Float64Array(side * side), im: new Float64Array(side * side) }
}

/** Transforms in place; backwards it also divides by the number of values. */
export function transform(square: ComplexSquare, direction: 'forward' | 'backward'): void {
  const plan = planFor(square.side, direction === 'forward' ? -1 : 1)
  for (let row = 0; row < square.side; row += 1) transformRow(square, row, plan)
  const line = { re: new Float64Array(square.side), im: new Float64Array(square.side) }
  for (let column = 0; column < square.side; column += 1) transformColumn(square, column, plan, line)
  if (direction === 'backward') divide(square)
}

function transformRow({ side, re, im }: ComplexSquare, row: number, plan: Plan): void {
  const [from, to] = [row * side, (row + 1) * side]
  transformLine(re.subarray(from, to), im.subarray(from, to), plan)
}

function transformColumn(
  { side, re, im }: ComplexSquare,
  column: number,
  plan: Plan,
  line: { readonly re: Float64Array; readonly im: Float64Array },
): void {
  for (let row = 0; row < side; row += 1) {
    line.re[row] = re[row * side + column] as number
    line.im[row] = im[row * side + column] as number
  }
  transformLine(line.re, line.im, plan)
  for (let row = 0; row < side; row += 1) {
    re[row * side + column] = line.re[row] as number
    im[row * side + column] = line.im[row] as number
  }
}

function divide({ side, re, im }: ComplexSquare): void {
  const scale = 1 / (side * side)
  for (let index = 0; index < re.length; index += 1) {
    re[index] = (re[index] as number) * scale
    im[index] = (im[index] as number) * scale
  }
}

interface Plan {
  readonly reversed: Uint32Array
  readonly cosines: Float64Array
  readonly sines: Float64Array
}

function planFor(side: number, sign: number): Plan {
  const bits = Math.log2(side)
  if (!Number.isInteger(bits)) throw new RangeError('The side must be a power of two.')
  const reversed = new Uint32Array(side)
  for (let index = 0; index < side; index += 1) {
    const half = reversed[index >> 1] ?? 0
    reversed[index] = (half >> 1) | ((index & 1) << (bits - 1))
  }
  const angle = (index: number) => (sign * 2 * Math.PI * index) / side
  return {
    reversed,
    cosines: Float64Array.from({ length: side / 2 }, (_, index) => Math.cos(angle(index))),
    sines: Float64Array.from({ length: side / 2 }, (_, index) => Math.sin(angle(index))),
  }
}

/** Cooley and Tukey, radix 2, in place. */
function transformLine(re: Float64Array, im: Float64Array, { reversed, cosines, sines }: Plan): void {
  const side = re.length
  for (let index = 0; index < side; index += 1) {
    const other = reversed[index] ?? 0
    if (other > index) {
      swap(re, index, other)
      swap(im, index, other)
    }
  }
  for (let half = 1; half < side; half *= 2) {
    const step = side / (2 * half)
    for (let start = 0; start < side; start += 2 * half) {
      for (let offset = 0; offset < half; offset += 1) {
        const [cos, sin] = [cosines[offset * step] as number, sines[offset * step] as number]
        const upper = start + offset
        const lower = upper + half
        const [lowerRe, lowerIm] = [re[lower] as number, im[lower] as number]
        const turnedRe = lowerRe * cos - lowerIm * sin
        const turnedIm = lowerRe * sin + lowerIm * cos
        const [upperRe, upperIm] = [re[upper] as number, im[upper] as number]
        re[lower] = upperRe - turnedRe
        im[lower] = upperIm - turnedIm
        re[upper] = upperRe + turnedRe
        im[upper] = upperIm + turnedIm
      }
    }
  }
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a] as number
  values[a] = values[b] as number
  values[b] = kept
}
