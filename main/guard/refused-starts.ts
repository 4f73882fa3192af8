import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { startRefusalKinds } from './judge-start.ts'
import { refusedStartsFile } from './refusal-record.ts'

const maxCharacters = 128 * 1024

const RefusedStart = z.strictObject({
  at: z.iso.datetime(),
  kind: z.enum(startRefusalKinds),
  names: z.array(z.string().max(200)).max(20),
})
export type RefusedStart = z.output<typeof RefusedStart>

/** What was refused since the last good start; lines that are none of ours are dropped. */
export function takeRefusedStarts(folder: string): RefusedStart[] {
  const file = join(folder, refusedStartsFile)
  try {
    const lines = readFileSync(file, 'utf8').slice(0, maxCharacters).split('\n')
    rmSync(file, { force: true })
    return lines.map((line) => RefusedStart.safeParse(parseJson(line)).data).filter((start) => start !== undefined)
  } catch {
    return []
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
