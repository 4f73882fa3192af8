/** Figures of a period, of an institution with everything below it and of each institution directly below. */

import { startOfShanghaiDay } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import type { FigurePeriod, FigureSource } from '#central/figure-source.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { QueriesOfDay } from '#central/queries/query-figure-service.ts'
import type { Figures } from '#contract/figures.ts'
import type { Institution } from '#contract/institution.ts'
import type { Period } from '#contract/period.ts'
import { daysOfPeriod, type PeriodDays } from '#contract/rules/period.ts'
import { addUp, subtreeCodes } from './roll-up.ts'

export interface FiguresOfTree {
  readonly figures: Figures
  readonly children: readonly { readonly institution: Institution; readonly figures: Figures }[]
}

export interface FigureService {
  /** Of the institution and everything below it as the tree stands now. */
  figuresFor(period: Period, institution: string): Promise<Figures>
  treeFor(days: PeriodDays, institution: string): Promise<FiguresOfTree>
  queriesPerDay(days: PeriodDays, institution: string): Promise<QueriesOfDay[]>
}

export interface FigureDependencies {
  readonly database: Database
  readonly institutions: InstitutionService
  readonly sources: readonly FigureSource[]
  readonly perDay: (database: Database, period: FigurePeriod) => Promise<QueriesOfDay[]>
}

export function createFigureService({ database, institutions, sources, perDay }: FigureDependencies): FigureService {
  return {
    figuresFor: async (period, institution) => (await treeFor(daysOfPeriod(period), institution)).figures,
    treeFor,
    async queriesPerDay(days, institution) {
      const subtree = await institutions.subtreeOf(database, institution)
      return perDay(database, periodOf(days, subtree))
    },
  }

  async function treeFor(days: PeriodDays, institution: string): Promise<FiguresOfTree> {
    const subtree = await institutions.subtreeOf(database, institution)
    const period = periodOf(days, subtree)
    const rows = (await Promise.all(sources.map((countsFor) => countsFor(database, period)))).flat()
    return {
      figures: addUp(rows, new Set(period.institutions)),
      children: subtree
        .filter(({ parent }) => parent === institution)
        .map((child) => ({ institution: child, figures: addUp(rows, subtreeCodes(subtree, child.code)) })),
    }
  }
}

function periodOf(days: PeriodDays, subtree: readonly Institution[]): FigurePeriod {
  return {
    from: startOfShanghaiDay(days.from),
    until: startOfShanghaiDay(days.until),
    days,
    institutions: subtree.map(({ code }) => code),
  }
}
