/** Drawing and scoring papers from the question bank, for other domains that examine people. */

import { randomInt } from 'node:crypto'
import type { Queryable } from '#central/database/database.ts'
import { type DrawnQuestion, drawPaper, isRight, type PerTopic, scoreOf } from './draw-paper.ts'
import { listInUse } from './question-repository.ts'

export interface ExaminationService {
  /** @returns `undefined` when the bank has too few questions of a topic. */
  draw(queryable: Queryable, perTopic: PerTopic): Promise<DrawnQuestion[] | undefined>
  readonly isRight: typeof isRight
  readonly scoreOf: typeof scoreOf
}

export const examinationService: ExaminationService = {
  draw: async (queryable, perTopic) => drawPaper(await listInUse(queryable), perTopic, (limit) => randomInt(limit)),
  isRight,
  scoreOf,
}
