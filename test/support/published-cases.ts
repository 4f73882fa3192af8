/** Published cases of third parties lie beside the checkout and are read there; they never become part of it. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'

const place = join('shared', 'reference', 'merkle-cases.json')

/** Why a test that needs the cases cannot run. */
export const casesMissing = `not run: there is no ${place} in any folder above this checkout`

const Case = z.object({ name: z.string(), wantErr: z.boolean(), proof: z.array(z.string()).nullable() })
const InclusionCase = Case.extend({
  leafIdx: z.string(),
  treeSize: z.string(),
  root: z.string(),
  leafHash: z.string(),
})
const ConsistencyCase = Case.extend({ size1: z.string(), size2: z.string(), root1: z.string(), root2: z.string() })

/** Hashes are base64, numbers decimal text: some need 64 bits. */
const MerkleCases = z.object({ inclusion: z.array(InclusionCase), consistency: z.array(ConsistencyCase) })
export type MerkleCases = z.output<typeof MerkleCases>

/** The cases from the nearest folder above the checkout that has them. */
export function findMerkleCases(): MerkleCases | undefined {
  const file = foldersAbove(process.cwd())
    .map((folder) => join(folder, place))
    .find((path) => existsSync(path))
  return file === undefined ? undefined : MerkleCases.parse(JSON.parse(readFileSync(file, 'utf8')))
}

function foldersAbove(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [] : [above, ...foldersAbove(above)]
}
