/** Shares of purposes, each user against those of his level who ask about the same kind of subject. */

import type { InstitutionLevel } from '#contract/institution.ts'
import { kindOfPurpose } from '#contract/purpose.ts'

interface PurposeCount {
  readonly employeeId: string
  readonly institution: string
  readonly level: InstitutionLevel
  readonly purpose: string
  readonly queries: number
}

/** @returns One row for each purpose a user asked for; peers are the others of his level with queries of the kind. */
export function purposeShares(rows: readonly PurposeCount[]) {
  const groups = Map.groupBy(rows, ({ level, purpose }) => `${level} ${kindOfPurpose(purpose)}`)
  return [...groups.values()].flatMap(sharesOfGroup)
}

function sharesOfGroup(rows: readonly PurposeCount[]) {
  const totals = new Map<string, number>()
  for (const { employeeId, queries } of rows) totals.set(employeeId, (totals.get(employeeId) ?? 0) + queries)
  const purposes = Map.groupBy(rows, ({ purpose }) => purpose)
  return [...purposes].flatMap(([purpose, own]) => {
    const shares = new Map(own.map(({ employeeId, queries }) => [employeeId, queries / (totals.get(employeeId) ?? 1)]))
    const all = [...totals.keys()].map((employeeId) => shares.get(employeeId) ?? 0)
    const [sum, squares] = [all.reduce((a, b) => a + b, 0), all.reduce((a, b) => a + b * b, 0)]
    return own.map(({ employeeId, institution, level }) => {
      const share = shares.get(employeeId) ?? 0
      const peers = all.length - 1
      const peersMean = peers === 0 ? 0 : clamp((sum - share) / peers)
      const variance = peers === 0 ? 0 : Math.max(0, (squares - share * share) / peers - peersMean * peersMean)
      return {
        place: { employeeId, institution },
        level,
        facts: {
          purpose,
          queries: totals.get(employeeId) ?? 0,
          share,
          peers,
          peersMean,
          peersDeviation: clamp(Math.sqrt(variance)),
        },
      }
    })
  })
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
