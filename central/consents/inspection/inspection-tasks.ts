/** What the inspection is asked for, and what it answers; both cross a thread. */

import type { FailureCode } from '#contract/failure.ts'
import type { InkMap } from './ink-map.ts'
import type { InspectedScan } from './inspect-scan.ts'
import type { PlacedPage } from './place-page.ts'

export interface KnownForm {
  readonly id: number
  /** Its first page, packed. */
  readonly frame: Uint8Array
}

export interface InspectionTasks {
  readonly inspect: {
    readonly input: { readonly bytes: Uint8Array; readonly at: Date }
    readonly output: Omit<InspectedScan, 'pictures'> & { readonly maps: readonly (InkMap | null)[] }
  }
  readonly preview: {
    readonly input: {
      readonly bytes: Uint8Array
      readonly isPdf: boolean
      readonly page: number
      readonly size: number
    }
    readonly output: Uint8Array
  }
  /** Finds the form that a page is on, and lays it over. */
  readonly place: {
    readonly input: { readonly map: InkMap; readonly forms: readonly KnownForm[] }
    readonly output: PlacedPage
  }
  /** How alike a page is to each of others on its form; all packed. */
  readonly compare: {
    readonly input: { readonly page: Uint8Array; readonly others: readonly Uint8Array[]; readonly print: Uint8Array }
    readonly output: readonly number[]
  }
}

export interface InspectionTask {
  readonly id: number
  readonly name: keyof InspectionTasks
  readonly input: unknown
}

export type TaskAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code?: FailureCode; readonly message: string }
